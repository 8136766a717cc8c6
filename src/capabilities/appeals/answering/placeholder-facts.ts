import { translatorFor } from '#platform/i18n/door.ts';
import { bodiesNamed } from '#rooms/organisations/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { categories } from '../categories.server.ts';
import { categoryName } from '../category.ts';
import type { PlaceholderFacts } from './placeholders.ts';

/** What texts of answers to this appeal are filled in with, in the language of its author. */
export async function placeholderFacts(
	appeal: Appeal,
	applicant: string,
	now = new Date(),
): Promise<PlaceholderFacts> {
	const lang = appeal.lang === 'en' ? 'en' : 'ru';
	const { formats } = translatorFor(lang, zoneOf(appeal.territory));
	const [named, all] = await Promise.all([bodiesNamed(appeal.body ? [appeal.body] : [], lang), categories()]);
	return {
		lang,
		number: appeal.number,
		filed: formats.date(appeal.filedAt, 'long'),
		due: formats.date(appeal.dueOn, 'long'),
		today: formats.date(now, 'long'),
		applicant,
		category: categoryName(all.get(appeal.category), lang),
		address: appeal.placeWords,
		body: [...named.values()][0]?.name ?? '',
	};
}
