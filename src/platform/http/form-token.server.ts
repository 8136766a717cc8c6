import { timingSafeEqual } from 'node:crypto';
import { currentKey, keyedHash } from '../config/keys.server.ts';

/**
 * The token that every form carries: it is bound to the sign-in (or to the visit of an outsider),
 * so another person's token, or one from before signing in, is refused.
 */
export function formToken(bearer: string): string {
	const version = currentKey();
	return `${version}.${keyedHash('form', bearer, version).toString('base64url')}`;
}

export function isFormToken(token: string, bearer: string): boolean {
	if (!bearer) return false;
	const version = Number(token.split('.')[0]);
	if (!Number.isInteger(version) || version < 1) return false;
	let right: string;
	try {
		right = `${version}.${keyedHash('form', bearer, version).toString('base64url')}`;
	} catch {
		return false;
	}
	const a = Buffer.from(token);
	const b = Buffer.from(right);
	return a.length === b.length && timingSafeEqual(a, b);
}
