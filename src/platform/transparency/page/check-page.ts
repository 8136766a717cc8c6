/** The one file that checks receipts without a server: text, style and script in it, nothing fetched. */
type Says = {
	(key: never, ...rest: never[]): string;
	any(key: string, facts?: Record<string, unknown>): string;
};

const doubts = [
	'malformed',
	'unverified',
	'ambiguous',
	'invalid-signature',
	'other-log',
	'witnesses',
	'inclusion',
	'content',
] as const;
const words = [
	'good',
	'bad',
	'origin',
	'place',
	'size',
	'what',
	'when',
	'number',
	'witnesses',
	'witnesses.none',
	'content',
	'no-file',
	'bad-trust',
] as const;
const kinds = ['appeal', 'vote', 'ballot', 'ballot-changed', 'ballot-closed'] as const;

/** Words that the script says, by their keys without `transparency.`. */
export type CheckWords = Record<string, string>;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** JSON that can stand in a script of a page. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

export function checkPage(page: {
	lang: string;
	t: Pick<Says, 'any'>;
	script: string;
	policy: string;
}): string {
	const say = (key: string) => page.t.any(`transparency.${key}`);
	const said: CheckWords = Object.fromEntries(
		[
			...doubts.map((doubt) => `doubt.${doubt}`),
			...words.map((word) => `check.${word}`),
			...kinds.map((kind) => `kind.${kind}`),
		].map((key) => [key, say(key)]),
	);
	return `<!doctype html>
<html lang="${page.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${escaped(say('check.title'))}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(say('check.title'))}</h1>
<p class="lead">${escaped(say('check.lead'))}</p>
<form id="check" novalidate>
<label for="file">${escaped(say('check.file'))}</label>
<input id="file" type="file" accept=".tlog-proof,text/plain">
<label for="trust">${escaped(say('check.trust'))}</label>
<p id="trust-hint" class="hint">${escaped(say('check.trust.hint'))}</p>
<textarea id="trust" rows="6" spellcheck="false" aria-describedby="trust-hint">${escaped(page.policy)}</textarea>
<button type="submit">${escaped(say('check.button'))}</button>
</form>
<section id="result" role="status" aria-live="polite"></section>
</main>
<script>window.vecheWords=${inScript(said)}</script>
<script>${page.script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;
}

const style = `
:root{color-scheme:light dark;--ink:#1b1f22;--paper:#fbfaf7;--line:#8a8f94;--accent:#0b5394;--good:#1d6b35;--bad:#a3231f}
@media (prefers-color-scheme:dark){:root{--ink:#e8e6e1;--paper:#14181a;--line:#7d858c;--accent:#8ab8ea;--good:#7fcf97;--bad:#f19a94}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.5 system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:24px 16px 64px}
h1{font-size:1.8rem;line-height:1.2;margin:0 0 8px}
h2{font-size:1.3rem;margin:32px 0 8px}
.lead,.hint{margin:0 0 16px}
.hint{font-size:1rem}
label{display:block;font-weight:600;margin:24px 0 4px}
input,textarea,button{font:inherit;color:inherit;max-width:100%;min-height:44px}
textarea{width:100%;background:transparent;border:1px solid var(--line);border-radius:4px;padding:8px;font:1rem/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
button{display:block;margin-top:24px;padding:8px 24px;border:0;border-radius:4px;background:var(--accent);color:var(--paper);font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
#result{border-left:6px solid transparent;padding-left:16px}
#result.good{border-color:var(--good)}
#result.bad{border-color:var(--bad)}
dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:4px 24px;margin:0}
dt{font-weight:600}
dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
@media (max-width:32rem){dl{grid-template-columns:1fr}dd{margin-bottom:12px}}
`;
