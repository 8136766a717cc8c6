import { Invalid, Refusal } from '#platform/errors/door.ts';
import { t } from './console.ts';

type Told = { code?: string; message?: string };

/** What an operator can mend, in one clear sentence; undefined: a fault of ours, which rises with its cause. */
export function troubleOf(
	error: unknown,
	at: { port: number; host: string; folder: string; server: boolean },
): string | undefined {
	if (error instanceof Refusal) return t.any(error.code, error.facts);
	if (error instanceof Invalid)
		return error.problems.map(({ field, code, facts }) => `${field}: ${t.any(code, facts)}`).join('\n');
	const { code, message = '' } = error as Told;
	switch (code) {
		case 'EADDRINUSE':
			return t('server.trouble.port-taken', { port: String(at.port), next: String(at.port + 1) });
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			if (at.server && code === 'ENOTFOUND') break;
			return t('server.trouble.no-such-host', { host: at.host });
		case 'ENOSPC':
		case 'EDQUOT':
		case '53100':
			return t('server.trouble.disk-full', { folder: at.folder });
		case 'EACCES':
		case 'EPERM':
		case 'EROFS':
			return message.includes('listen')
				? t('server.trouble.port-not-allowed', { port: String(at.port) })
				: t('server.trouble.no-right', { folder: at.folder });
	}
	const away = [
		'ECONNREFUSED',
		'ENOTFOUND',
		'ETIMEDOUT',
		'CONNECT_TIMEOUT',
		'28P01',
		'28000',
		'3D000',
		'57P03',
		'42501',
	];
	if (at.server && code && away.includes(code))
		return t('server.trouble.database-away', { reason: message || code });
	return undefined;
}
