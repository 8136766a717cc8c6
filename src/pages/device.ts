/** «Firefox, Windows»: enough to know one's own device by. Names of programs are not translated. */
export function deviceOf(agent: string): string {
	const browser =
		[
			['YaBrowser', /YaBrowser\//],
			['Edge', /Edg\//],
			['Opera', /OPR\//],
			['Firefox', /Firefox\/|FxiOS\//],
			['Chrome', /Chrome\/|CriOS\//],
			['Safari', /Safari\//],
		].find(([, sign]) => (sign as RegExp).test(agent))?.[0] ?? '';
	const system =
		[
			['Android', /Android/],
			['iOS', /iPhone|iPad/],
			['Windows', /Windows/],
			['macOS', /Macintosh/],
			['Linux', /Linux/],
		].find(([, sign]) => (sign as RegExp).test(agent))?.[0] ?? '';
	return [browser, system].filter(Boolean).join(', ') || agent.slice(0, 40) || '—';
}
