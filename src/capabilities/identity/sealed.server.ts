import { seal, unseal } from '#platform/config/keys.server.ts';

/**
 * Something that the browser or a letter carries for us for some minutes, and that only we can read or make:
 * so nothing is kept of a person who never comes back.
 */
export type Sealed = 'half' | 'register' | 'provider' | 'arrival' | 'passkey' | 'host';

export function sealFor(what: Sealed, content: object, minutes: number, at = new Date()): string {
	return seal(`identity-${what}`, JSON.stringify({ ...content, until: at.getTime() + minutes * 60_000 }));
}

/** Null for what is not ours, was changed, or is out of date. */
export function openSealed<T>(what: Sealed, sealed: string | undefined | null, at = new Date()): T | null {
	if (!sealed || sealed.length > 8_000) return null;
	try {
		const content = JSON.parse(unseal(`identity-${what}`, sealed)) as T & { until: number };
		return content.until > at.getTime() ? content : null;
	} catch {
		return null;
	}
}
