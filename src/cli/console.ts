import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { type Lang, translatorFor } from '#platform/i18n/door.ts';

const { LC_ALL, LC_MESSAGES, LANG } = process.env;
export const lang: Lang = (LC_ALL || LC_MESSAGES || LANG || '').startsWith('ru') ? 'ru' : 'en';
export const t = translatorFor(lang);

/** A mistake in how the command was called. */
export class Misuse extends Error {}

/** Reads flags and words; what is not known is a mistake with words of ours. */
export function readArgs<Options extends ParseArgsOptionsConfig>(args: string[], options: Options) {
	try {
		return parseArgs({ args, options, allowPositionals: true, strict: true });
	} catch (error) {
		const flag = /'?(--?[\w-]+)/.exec((error as Error).message)?.[1] ?? '';
		throw new Misuse(t('cli.bad-flag', { flag }));
	}
}

/** What is expected is told in words; what is not rises with its trace, so that it can be reported. */
export function fail(error: unknown): number {
	if (error instanceof Misuse) console.error(error.message);
	else if (error instanceof Refusal) console.error(t.any(error.code, error.facts));
	else if (error instanceof Invalid)
		for (const { field, code, facts } of error.problems)
			console.error(`${field ? `${field}: ` : ''}${t.any(code, facts)}`);
	else console.error(explain(error) ?? error);
	return error instanceof Misuse ? 2 : 1;
}

function explain(error: unknown): string | null {
	const { code = '', path = '' } = error as { code?: string; path?: string };
	if (code === 'ENOSPC') return t('cli.disk-full');
	if (code === 'EACCES' || code === 'EPERM') return t('cli.no-right', { path });
	if (code === 'ENOENT') return t('cli.no-file', { path });
	if (code === 'EISDIR') return t('cli.folder');
	if (code === '3D000' && !process.env.DATABASE_URL) return t('cli.not-ready');
	if (['ECONNREFUSED', 'ENOTFOUND', 'CONNECT_TIMEOUT', 'ETIMEDOUT', '28P01', '28000', '3D000'].includes(code))
		return t('cli.no-database', { reason: (error as Error).message });
	return null;
}

/** One line that is written over while the work goes on; nothing of it in a file or a pipe. */
export function progress(text: string): void {
	if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
export function endProgress(): void {
	if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}

export function size(bytes: number): string {
	const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
	const step = bytes === 0 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
	const format = new Intl.NumberFormat(lang, {
		style: 'unit',
		unit: units[step] as string,
		maximumFractionDigits: 1,
	});
	return format.format(bytes / 1000 ** step);
}
