import { innerPath } from '#platform/http/inner-path.ts';

/** Where to go after signing in: an address of this site (`innerPath`), but no way round in circles. */
export function returnAddress(asked: string | null | undefined, fallback: string): string {
	const path = innerPath(asked, fallback);
	return /^(\/en)?\/account\/(sign-in|sign-out|register|reset)(\/|\?|#|$)/.test(path) ? fallback : path;
}
