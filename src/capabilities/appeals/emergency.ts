import type { State } from './appeal.ts';

/**
 * Words after which a person is asked whether to call 112 before writing. Kept short: a warning that comes too often is not
 * read. Russian words are given by their beginnings.
 */
const signs: RegExp[] = [
	/запах\p{L}*\s+газ|пахнет\s+газ|утечк\p{L}*\s+газ/iu,
	/(?<!\p{L})пожар(?!н)|горит\s+(дом|квартир|подъезд|лес|трав|машин)|задымлени/iu,
	/оборва\p{L}*\s+(электро)?провод|провод\p{L}*\s+(под\s+напряжением|на\s+земле|искр)/iu,
	/тонет\s|провалил\p{L}*\s+под\s+л[её]д|без\s+сознания|угроз\p{L}*\s+жизни/iu,
	/smell(s)?\s+of\s+gas|gas\s+leak|on\s+fire(?!\p{L})|live\s+wire|fallen\s+wire|unconscious|drowning/iu,
];

/** Nobody has taken it up yet: until then it stands first on every desk. */
export const isUntaken = (state: State): boolean => ['filed', 'registered', 'routed'].includes(state);

export function soundsUrgent(text: string): boolean {
	return signs.some((sign) => sign.test(text));
}
