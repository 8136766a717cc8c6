import { goneBy, notSent } from './drafts.ts';
import { filled } from './filled.ts';
import {
	allWaiting,
	dropWaiting,
	filesOf,
	keptPages,
	putOutcome,
	putWaiting,
	type Waiting,
} from './keep-files.ts';
import { hasForm, listKept } from './outbox-kept.ts';
import { isUnsent, type Outcome, sendWaiting } from './send-waiting.ts';

/**
 * Forms that are sent without a network. Pressed with no network, a form waits in this browser and goes by itself: from this page, from
 * whatever page is opened next, or from the service worker with none open. The person is told each time what is the case.
 */
type Setup = Pick<Waiting, 'page' | 'to' | 'uploadTo' | 'keepAs' | 'keepRefused' | 'draft' | 'words'>;

/** A mark in the browser that something waits, so that pages without it open no database. */
const sign = 'veche.outbox';

const probeFor = 5_000;
const tryEvery = 20_000;
const worker = '/enhance/outbox-worker.js';

export function watchOutbox(): void {
	for (const form of document.querySelectorAll<HTMLFormElement>('form[data-offline]')) watch(form);
	addEventListener('online', flush);
	void listKept();
	if (waits()) void flush();
	if (document.querySelector('form[data-offline]') && 'serviceWorker' in navigator)
		navigator.serviceWorker
			.register(worker, { scope: '/' })
			.then(keepPage)
			.catch(() => {});
	// what was kept for one person is not for the next one
	document.addEventListener('submit', (event) => {
		if (/sign-out/.test((event.target as HTMLFormElement).action)) void caches?.delete(keptPages);
	});
}

/** The first visit passed before the service worker was there: the page and its parts are kept now. */
async function keepPage(): Promise<void> {
	if (navigator.serviceWorker.controller || !('caches' in window)) return;
	const cache = await caches.open(keptPages);
	const parts = [
		...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[rel=stylesheet], script[src]'),
	]
		.map((part) => ('href' in part ? part.href : part.src))
		.filter((address) => address.startsWith(location.origin));
	const page = await fetch(location.href, { headers: { accept: 'text/html' } });
	if (page.ok) await cache.put(location.pathname, page);
	await Promise.all(parts.map((address) => cache.add(address).catch(() => {})));
}

function watch(form: HTMLFormElement): void {
	const setup = JSON.parse(form.dataset.offline ?? '{}') as Setup;
	let sure = false;
	form.addEventListener('submit', (event) => {
		const asked = (event.submitter as HTMLButtonElement | null)?.getAttribute('formaction');
		if (sure || event.defaultPrevented || asked) return;
		event.preventDefault();
		void isOnline().then((online) => {
			if (!online) return keep(form, setup);
			sure = true;
			// Not as a second press: the first one has been told to wait.
			delete form.dataset.sending;
			form.requestSubmit(event.submitter as HTMLElement | null);
		});
	});
}

/** The browser's own word counts only when it says no: a phone without a signal often believes to be online. */
async function isOnline(): Promise<boolean> {
	if (!navigator.onLine) return false;
	try {
		const signal = AbortSignal.timeout(probeFor);
		await fetch('/icon.svg', { method: 'HEAD', cache: 'no-store', signal });
		return true;
	} catch {
		return false;
	}
}

async function keep(form: HTMLFormElement, setup: Setup): Promise<void> {
	const data = new FormData(form);
	const fields: [string, string][] = [];
	for (const [name, value] of data) if (typeof value === 'string') fields.push([name, value]);
	fields.push(['written', new Date().toISOString()]);
	const files = (await filesOf(setup.draft)).filter((file) => !file.id);
	const one: Waiting = {
		...setup,
		key: String(data.get('_key') ?? crypto.randomUUID()),
		fields,
		files: files.map(({ name, blob, keepAs }) => ({ name, blob, keepAs })),
		at: Date.now(),
	};
	// pressed again, it takes the place of what the same form left here
	for (const before of await allWaiting())
		if (before.draft === one.draft && !before.taken) await dropWaiting(before.key);
	await putWaiting(one);
	notSent();
	setWaits(true);
	sayAlone(setup.words.waits);
	free(form);
	const registration = await navigator.serviceWorker?.ready.catch(() => undefined);
	const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync;
	await sync?.register('veche-outbox').catch(() => {});
	retry();
}

function free(form: HTMLFormElement): void {
	delete form.dataset.sending;
	for (const button of form.querySelectorAll('.busy')) {
		button.classList.remove('busy');
		button.removeAttribute('aria-busy');
	}
}

let timer = 0;
function retry(): void {
	clearTimeout(timer);
	timer = window.setTimeout(flush, tryEvery);
}

/** One page at a time sends; a second one would only repeat what the key makes harmless. */
async function flush(): Promise<void> {
	const work = async () => {
		const outcomes = (await sendWaiting()).filter(({ one }) => !one.seen);
		if (outcomes.length) document.querySelector('[data-outbox]')?.replaceChildren();
		for (const outcome of outcomes) await tell(outcome);
		const [left] = (await allWaiting()).filter(isUnsent);
		if (left && outcomes.length === 0) sayAlone(left.words.waits);
		if (left) retry();
		else await rest();
	};
	if ('locks' in navigator)
		await navigator.locks.request('veche-outbox', { ifAvailable: true }, (lock) => lock && work());
	else await work();
}

async function tell({ one, taken, problem }: Outcome): Promise<void> {
	const { words } = one;
	if (!taken) {
		const said = words.failed.replace('{problem}', problem ?? '');
		if (!one.keepRefused) {
			say('bad', said, { text: words.form, href: one.page });
			await dropWaiting(one.key);
			return;
		}
		await listKept();
		// the page itself tells of what it has no form for
		if (document.querySelector('[data-outbox-kept]') && !hasForm(one.draft)) return;
		const around = document.querySelector(`form[data-draft="${CSS.escape(one.draft)}"]`)?.closest('details');
		if (around) around.open = true;
		const close = () => void putOutcome({ ...one, problem: problem ?? '', seen: true }).then(rest);
		say('bad', said, { text: words.form, href: one.page }, close, words.close);
		return;
	}
	goneBy(one.draft, one.at);
	// what cannot wait is read first
	const parts = taken.warning ? [taken.warning] : [];
	parts.push(filled(words.sent, taken));
	if (taken.code) parts.push(words.code.replace('{code}', taken.code));
	const close = () => void dropWaiting(one.key).then(rest);
	say('good', parts.join(' '), { text: words.open, href: taken.address }, close, words.close);
}

/** Whether anything is left to send or to tell. */
async function rest(): Promise<void> {
	setWaits((await allWaiting()).some((one) => !one.seen));
}

/** In place of what was said before. */
function sayAlone(text: string): void {
	document.querySelector('[data-outbox]')?.replaceChildren();
	say('info', text);
}

/** A line on top of the page, read aloud, beside those of other forms; it stays until it is closed or replaced. */
function say(
	tone: 'info' | 'good' | 'bad',
	text: string,
	link?: { text: string; href: string },
	closed?: () => void,
	close?: string,
): void {
	let box = document.querySelector<HTMLElement>('[data-outbox]');
	if (!box) {
		box = document.createElement('div');
		box.dataset.outbox = '';
		box.className = 'outbox';
		box.setAttribute('role', 'status');
		document.querySelector('main')?.prepend(box);
	}
	const line = document.createElement('p');
	line.className = tone;
	line.textContent = text;
	if (link) {
		const anchor = document.createElement('a');
		anchor.href = link.href;
		anchor.textContent = link.text;
		line.append(' ', anchor);
	}
	if (closed) {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'button quiet small';
		button.textContent = close ?? '×';
		button.addEventListener('click', () => {
			closed();
			line.remove();
		});
		line.append(' ', button);
	}
	box.append(line);
	box.scrollIntoView({ block: 'nearest' });
}

function waits(): boolean {
	try {
		return localStorage.getItem(sign) !== null;
	} catch {
		return false;
	}
}

function setWaits(are: boolean): void {
	try {
		if (are) localStorage.setItem(sign, '1');
		else localStorage.removeItem(sign);
	} catch {
		// Storage is forbidden: what waits goes while this page stands open.
	}
}
