import type { Translate } from '#platform/i18n/door.ts';

const safe = (text: string) =>
	text.replace(
		/[&<>"']/g,
		(sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign,
	);

/** One's own data as a page that opens from a folder, without script and without any address. */
export function readable(
	data: Record<string, unknown>,
	t: Translate,
	about: { name: string; at: Date },
): string {
	const word = (key: string) => (t.has(`identity.data.${key}`) ? t.any(`identity.data.${key}`) : key);
	const show = (value: unknown): string => {
		if (value === null || value === undefined || value === '') return '—';
		if (value instanceof Date) return safe(value.toISOString().replace('T', ' ').slice(0, 19));
		if (typeof value === 'boolean') return t.any(value ? 'identity.data.yes' : 'identity.data.no');
		if (Array.isArray(value))
			return value.length ? `<ul>${value.map((one) => `<li>${show(one)}</li>`).join('')}</ul>` : '—';
		if (typeof value === 'object')
			return `<dl>${Object.entries(value)
				.map(([key, inner]) => `<dt>${safe(word(key))}</dt><dd>${show(inner)}</dd>`)
				.join('')}</dl>`;
		return safe(String(value));
	};
	const title = safe(t('identity.data.title', { name: about.name }));
	const sections = Object.entries(data)
		.map(([room, held]) => `<section><h2>${safe(word(room))}</h2>${show(held)}</section>`)
		.join('\n');
	return `<!doctype html>
<html lang="${t.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem 1rem; } li { margin-bottom: .75rem; } h2 { margin-top: 2.5rem; }
</style>
</head>
<body>
<h1>${title}</h1>
<p>${safe(t('identity.data.lead', { day: about.at }))}</p>
${sections}
</body>
</html>
`;
}
