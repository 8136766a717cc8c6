import { z } from 'zod';

/** What one may choose as "not done"; what the days mean is written at the table (0320-appeals-reasons.sql). */
export type DissentReason = {
	code: string;
	position: number;
	since: string;
	until: string | null;
	source: string;
	sourceOn: string | null;
	revision: number;
	names: { lang: string; name: string }[];
};

export const isOffered = (reason: Pick<DissentReason, 'until'>): boolean => reason.until === null;

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
	position: z
		.string({ error: 'appeals.reasons.position.range' })
		.regex(/^\d{1,2}$/, 'appeals.reasons.position.range')
		.transform(Number)
		.default(9),
	source: z
		.string({ error: 'appeals.reasons.source.missing' })
		.trim()
		.min(5, 'appeals.reasons.source.missing')
		.max(300, 'appeals.reasons.source.long'),
	sourceOn: z
		.union([z.literal(''), z.iso.date('appeals.reasons.source-on.wrong')])
		.default('')
		.transform((day) => day || null),
});
export type ReasonForm = z.output<typeof reasonFormInput>;
