/**
 * What the script adds to pages that already work without it. No framework, no words of its own (pages give them in
 * attributes), nothing kept but drafts. Behaviour of a few lines hangs on attributes of real forms and links; what draws
 * something of its own is a custom element and comes as a chunk of its own when the page has one.
 */
import { watchDialogs } from './dialogs.ts';
import { watchDrafts } from './drafts.ts';
import { watchFilters } from './filters.ts';
import { watchInbox } from './inbox.ts';
import { watchLimits } from './limits.ts';
import { watchLook } from './look.ts';
import { watchMenus } from './menus.ts';
import { watchSending } from './once.ts';
import { watchOutbox } from './outbox.ts';
import { watchRenew } from './renew.ts';
import { watchShare } from './share.ts';
import { watchUploads } from './uploads.ts';

document.documentElement.classList.add('enhanced');

watchLook();
watchMenus();
watchDialogs();
watchSending();
watchDrafts();
watchLimits();
watchFilters();
watchUploads();
watchShare();
watchInbox();
watchRenew();
// Not as a chunk of its own: without a network it would not come.
watchOutbox();

if (document.querySelector('[data-ranked], [data-left], [data-marked-most]'))
	import('./paper.ts').then((chunk) => chunk.watchPaper());
if (document.querySelector('[data-from-hash]'))
	import('./from-hash.ts').then((chunk) => chunk.takeFromHash());
if (document.querySelector('[data-suggest]'))
	import('./suggest.ts').then((chunk) => chunk.watchSuggestions());
if (document.querySelector('[data-combobox]'))
	import('./combobox.ts').then((chunk) => chunk.upgradeComboboxes());
if (document.querySelector('[data-assist]')) import('./assist.ts').then((chunk) => chunk.watchAssist());
if (document.querySelector('[data-upload-to]'))
	import('./uploads-now.ts').then((chunk) => chunk.watchUploadsNow());
if (document.querySelector('[data-keep-to]')) import('./keep-typed.ts').then((chunk) => chunk.watchKeeping());
if (document.querySelector('[data-locate]')) import('./locate.ts').then((chunk) => chunk.watchLocate());
if (document.querySelector('[data-press]')) import('./press.ts').then((chunk) => chunk.watchPresses());
if (document.querySelector('main[data-kiosk]')) import('./kiosk.ts').then((chunk) => chunk.watchKiosk());
if (document.querySelector('[data-framed]')) import('./framed.ts').then((chunk) => chunk.watchFramed());
if (document.querySelector('veche-map')) import('./map.ts').then((chunk) => chunk.defineMap());
if (document.querySelector('[data-save-drawing]'))
	import('./save-drawing.ts').then((chunk) => chunk.watchSaving());
if (document.querySelector('veche-time')) import('./time.ts').then((chunk) => chunk.defineTime());
if (document.querySelector('veche-passkey')) import('./passkey.ts').then((chunk) => chunk.definePasskey());
