import { render } from 'svelte/server';
import { translatorFor } from '#platform/i18n/door.ts';
import Host from '#ui/kit/Host.svelte';
import type { Look } from '#ui/SightPanel.svelte';

/** Draws one sheet of the kit for the tests, which need neither a database nor the routes. */
export function drawSheet(sheet: string, look: Look, lang: 'ru' | 'en', search: string) {
	return render(Host, { props: { sheet, look, lang, search, t: translatorFor(lang), formToken: 'kit' } });
}
