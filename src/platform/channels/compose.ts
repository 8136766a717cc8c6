/** What a letter says. `text` is enough: the other form is made of it. */
export type Letter = {
	subject: string;
	text: string;
	html?: string;
};

const escapes: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] as string);

/**
 * The letter in the look of the house, made of its plain text: paragraphs, a link alone on its line becomes a button.
 * Letters are tables and inline styles because mail programs know nothing else; colours are those of `ui/tokens.css`.
 */
export function htmlOf(letter: {
	subject: string;
	text: string;
	lang: 'ru' | 'en';
	site: string;
	footer?: string;
}): string {
	const paragraphs = letter.text
		.trim()
		.split(/\n{2,}/)
		.flatMap((block) => splitLinks(block))
		.join('\n');
	const footer = letter.footer ? `<p style="margin:0 0 8px">${withLinks(letter.footer)}</p>` : '';
	return `<!doctype html>
<html lang="${letter.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(letter.subject)}</title></head>
<body style="margin:0;background:#fbfaf7;color:#191c1f;font:17px/1.5 'Golos Text',Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:#ffffff;border:1px solid #dcd8ce;border-radius:6px">
<tr><td style="padding:24px 28px 0;font-weight:700;font-size:15px;color:#4a5056">${escapeHtml(letter.site)}</td></tr>
<tr><td style="padding:8px 28px 24px">
<h1 style="margin:8px 0 16px;font-size:22px;line-height:1.25">${escapeHtml(letter.subject)}</h1>
${paragraphs}
</td></tr></table>
<div style="max-width:600px;padding:16px 28px;font-size:14px;color:#4a5056;text-align:left">${footer}</div>
</td></tr></table>
</body></html>`;
}

const address = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)»]/g;

function splitLinks(block: string): string[] {
	const lines = block.split('\n');
	const parts: string[] = [];
	let words: string[] = [];
	const flush = () => {
		if (words.length) parts.push(`<p style="margin:0 0 16px">${words.map(withLinks).join('<br>\n')}</p>`);
		words = [];
	};
	for (const line of lines) {
		const alone = line.trim().match(/^(https?:\/\/\S+)$/)?.[1];
		if (!alone) {
			words.push(line);
			continue;
		}
		flush();
		const to = escapeHtml(alone);
		// The address stays readable: a person sees where the link leads, and can copy it.
		parts.push(
			`<p style="margin:0 0 16px"><a href="${to}" style="color:#0b5968;font-weight:600;word-break:break-all">${to}</a></p>`,
		);
	}
	flush();
	return parts;
}

function withLinks(text: string): string {
	let out = '';
	let at = 0;
	for (const match of text.matchAll(address)) {
		const to = escapeHtml(match[0]);
		out += `${escapeHtml(text.slice(at, match.index))}<a href="${to}" style="color:#0b5968">${to}</a>`;
		at = match.index + match[0].length;
	}
	return out + escapeHtml(text.slice(at));
}
