/**
 * Where to go after signing in: an address of this site, or the fallback. What another site could have put into the link
 * (`//elsewhere`, `/\elsewhere`, `javascript:`) is not followed, nor is a way round in circles.
 */
export function returnAddress(asked: string | null | undefined, fallback: string): string {
	if (!asked || asked.length > 2_000 || !/^\/(?![/\\])/.test(asked)) return fallback;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop these, and then `/\t/elsewhere` leads away
	if (/[\u0000-\u001f\\]/.test(asked)) return fallback;
	if (!URL.canParse(asked, 'http://here.invalid')) return fallback;
	const url = new URL(asked, 'http://here.invalid');
	if (url.origin !== 'http://here.invalid') return fallback;
	if (/^(\/en)?\/account\/(sign-in|sign-out|register|reset)(\/|$)/.test(url.pathname)) return fallback;
	return url.pathname + url.search + url.hash;
}
