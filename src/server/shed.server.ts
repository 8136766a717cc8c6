import { createHash } from 'node:crypto';
import type http from 'node:http';

/**
 * Filings that are under way. A machine that is asked for more than it can do answers nobody in time; so whoever comes when
 * the queue is longer than what is done within a second is told at once to come again, before any work is done. Nothing is
 * lost by that: the form still stands in the browser with its key, its draft is kept until a receipt comes, a program repeats
 * its call with its key.
 */
let underWay = 0;
/** When filings were done, the newest last. */
const done: number[] = [];
const window = 5_000;
/** A queue as long as what is done in so many seconds is let in; a short one always is. */
const seconds = 1;
const always = 200;

/** The addresses by which appeals come in; of the acts of the form's page those that check and file. */
const filing = [
	/\/appeals\/new(?:\/send|\?\/(?:check|file)\b)/,
	/\/api\/v1\/territories\/[^/?]+\/appeals(?:\?|$)/,
	/\/open311\/(?:[^?]*\/)?requests\.(?:json|xml)(?:\?|$)/,
];
const isFiling = ({ method, url = '' }: http.IncomingMessage) =>
	method === 'POST' && filing.some((address) => address.test(url));

function mostUnderWay(now: number): number {
	while (done.length > 0 && (done[0] as number) < now - window) done.shift();
	return Math.max(always, (done.length / (window / 1000)) * seconds);
}

/**
 * Lets a filing in, or answers it with 503.
 * @returns whether it was answered
 */
export function shed(request: http.IncomingMessage, response: http.ServerResponse): boolean {
	if (!isFiling(request)) return false;
	const now = performance.now();
	if (underWay >= mostUnderWay(now)) {
		refuse(request, response);
		return true;
	}
	underWay++;
	response.once('close', () => {
		underWay--;
		if (response.statusCode < 500) done.push(performance.now());
	});
	return false;
}

/** Spread over some seconds, so that they do not all come back in the same one. */
const comeBackIn = () => 5 + Math.floor(Math.random() * 11);

function refuse(request: http.IncomingMessage, response: http.ServerResponse): void {
	const after = comeBackIn();
	const machine =
		/^(\/en)?\/(api|open311)\//.test(request.url ?? '') ||
		String(request.headers.accept).startsWith('application/json');
	const body = machine ? problem(after) : page((request.url ?? '').startsWith('/en/') ? 'en' : 'ru', after);
	response.writeHead(503, {
		'retry-after': String(after),
		'content-type': machine ? 'application/problem+json; charset=utf-8' : 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
		'content-length': Buffer.byteLength(body),
	});
	response.end(body);
	// what is still being sent is not read: a large body would keep the connection busy
	request.resume();
}

const problem = (after: number): string =>
	JSON.stringify({
		type: 'about:blank',
		status: 503,
		code: 'platform.busy-meanwhile',
		title: 'Too many appeals at this moment / Сейчас слишком много обращений',
		// what a page of ours shows beside a form that waits
		message: 'Сейчас слишком много обращений, это подождёт и отправится само.',
		detail: `Repeat the call with the same key in ${after} seconds. / Повторите вызов с тем же ключом через ${after} с.`,
	});

/** The browser must not take this page for the end of the form: its draft stays (src/ui/enhance/drafts.ts). */
const script = "try{sessionStorage.removeItem('veche.draft-sent')}catch{}";

const words = {
	ru: {
		title: 'Сейчас пишут очень многие',
		text: (after: number) =>
			`Ваше обращение ещё не принято, но и не потеряно. Обновите эту страницу через ${after} секунд: браузер спросит, отправить ли форму ещё раз, — согласитесь. Дважды она не попадёт. Или вернитесь назад: всё, что вы написали, на месте.`,
	},
	en: {
		title: 'Very many people are writing now',
		text: (after: number) =>
			`Your appeal has not been taken yet, and it is not lost. Reload this page in ${after} seconds and let the browser send the form again: it will not arrive twice. Or go back: all that you wrote is there.`,
	},
};

function page(lang: 'ru' | 'en', after: number): string {
	const { title, text } = words[lang];
	return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>body{font:1.125rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}</style><main><h1>${title}</h1><p>${text(after)}</p></main><script>${script}</script></html>`;
}
