/** An address of this site to return to, as a path; anything that could lead elsewhere becomes `otherwise`. */
export function innerPath(asked: string | null | undefined, otherwise = '/'): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop control characters from addresses
	if (!asked?.startsWith('/') || asked.length > 2_000 || /^\/[/\\]|[\\\u0000-\u001f]/.test(asked))
		return otherwise;
	try {
		const inner = 'http://inner.invalid';
		const url = new URL(asked, inner);
		return url.origin === inner ? url.pathname + url.search + url.hash : otherwise;
	} catch {
		return otherwise;
	}
}
