import { translatorFor } from '#platform/i18n/door.ts';

const { LC_ALL, LC_MESSAGES, LANG } = process.env;

/** The operator's language: Russian where the system speaks it, English elsewhere. */
export const t = translatorFor((LC_ALL || LC_MESSAGES || LANG || '').startsWith('ru') ? 'ru' : 'en');

export type Say = (note: string) => void;

/** Tells what takes long and how long it took; `say` adds how far it is, on one line of a terminal. */
export async function step<T>(name: string, work: (say: Say) => Promise<T>): Promise<T> {
	const started = Date.now();
	const live = process.stdout.isTTY;
	let last = 0;
	process.stdout.write(`${name} … `);
	const say: Say = (note) => {
		if (!live || Date.now() - last < 100) return;
		last = Date.now();
		process.stdout.write(`\r\x1b[2K${name} … ${note} `);
	};
	try {
		const result = await work(say);
		if (live) process.stdout.write(`\r\x1b[2K${name} … `);
		const seconds = ((Date.now() - started) / 1000).toFixed(1);
		process.stdout.write(`${t('server.done', { seconds })}\n`);
		return result;
	} catch (error) {
		process.stdout.write('\n');
		throw error;
	}
}
