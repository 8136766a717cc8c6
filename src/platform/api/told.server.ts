import { cursorShape } from '../db/door.server.ts';
import { invalid } from '../errors/door.ts';
import type { Call } from './endpoint.ts';

/** What answers are told by: the caller's language and the address of the site. */
export type Told = { lang: 'ru' | 'en'; origin: string };

export const toldFor = ({ actor, origin }: Pick<Call, 'actor' | 'origin'>): Told => ({
	lang: actor.lang,
	origin,
});

/** A page of the site, in the language of the caller. */
export const linkTo = (path: string, { lang, origin }: Told): string =>
	`${origin}${lang === 'en' ? '/en' : ''}${path}`;

export const instantOf = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Who goes on from a place that is none would begin anew at each page. */
export function demandAfter(after: string | undefined, code: string, shape = cursorShape): string | null {
	if (after !== undefined && !shape.test(after)) invalid({ field: 'after', code });
	return after ?? null;
}
