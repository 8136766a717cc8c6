import { z } from 'zod';
import { type Listed, listedFields } from '../listed/listed.ts';

/** What one may choose as "not done"; what the days mean is written at the table (0320-appeals-reasons.sql). */
export type DissentReason = Listed & { names: { lang: string; name: string }[] };

/** The words of the reasons in a language, by code. */
export function namesIn(
	reasons: readonly Pick<DissentReason, 'code' | 'names'>[],
	lang: string,
): Map<string, string> {
	return new Map(
		reasons.map(({ code, names }) => [
			code,
			(names.find((one) => one.lang === lang) ?? names.find((one) => one.lang === 'ru') ?? names[0])?.name ??
				code,
		]),
	);
}

const name = (code: string) => z.string({ error: code }).trim().max(120, 'appeals.reasons.name.long');

export const reasonFormInput = z.object({
	ru: name('appeals.reasons.name.missing').min(1, 'appeals.reasons.name.missing'),
	en: name('appeals.reasons.name.long').default(''),
	...listedFields,
});
export type ReasonForm = z.output<typeof reasonFormInput>;
