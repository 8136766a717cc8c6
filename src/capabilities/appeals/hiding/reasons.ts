import { type Lang, translatorFor } from '#platform/i18n/door.ts';

/** Why everybody no longer sees an appeal or a photograph, in words of the house; `own`: in the official's. */
export const hidingReasons = ['insult', 'person', 'beside', 'photograph', 'law', 'own'] as const;
export type HidingReason = (typeof hidingReasons)[number];

export type Hiding = { why: string; words: string };

/** The reason in the reader's language, with what the official added. */
export function reasonIn({ why, words }: Hiding, lang: Lang): string {
	const known = hidingReasons.find((one) => one === why && one !== 'own');
	return [known ? translatorFor(lang).any(`appeals.hiding.reason.${known}`) : '', words]
		.filter(Boolean)
		.join(' ');
}
