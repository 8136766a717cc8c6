import type { TerritoryId } from '#platform/db/door.server.ts';
import { Invalid, type Problem } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import { suggest } from '#platform/search/door.server.ts';
import {
	addressOf,
	answersFrom,
	assist,
	type Channel,
	type Filing,
	filingInput,
} from '#rooms/appeals/door.server.ts';
import type { Told } from '#rooms/appeals/ui/filing/filing-page.ts';
import { namesOf, type TerritoryView, viewMany } from '#rooms/territories/door.server.ts';

/** The form as a filing. @throws Invalid with every mistake that the shape of a field makes. */
export function filingFrom(form: Form, territory: TerritoryView, channel: Channel): Omit<Filing, 'key'> {
	const { suggested, 'not-urgent': notUrgent, standing, ...input } = form.parse(filingInput);
	return {
		...input,
		category: input.category || suggested,
		territory: territory.id,
		channel,
		answers: answersFrom(form.values),
		notUrgent,
		...(standing ? { standing } : {}),
	};
}

export type Values = Record<string, string | string[]>;

/** Mends what a button named, and finds the place that was typed by name. Works on what was typed, so nothing else is lost. */
export async function mendPlace(
	values: Values,
	territory: TerritoryView,
	lang: 'ru' | 'en',
): Promise<{ problems: Problem[]; candidates: { value: string; label: string; hint: string }[] }> {
	const one = (name: string) => String([values[name] ?? ''].flat()[0] ?? '').trim();
	const mend = one('mend');
	if (mend === 'swap') [values.lat, values.lon] = [one('lon'), one('lat')];
	if (mend === 'forget') [values.lat, values.lon] = ['', ''];
	const shot = /^shot (-?\d{1,3}\.\d+) (-?\d{1,3}\.\d+)$/.exec(mend);
	if (shot?.[1] && shot[2]) [values.lat, values.lon] = [shot[1], shot[2]];
	delete values.mend;
	const chosen = one('place-choice');
	delete values['place-choice'];
	if (/^\d{1,9}$/.test(chosen)) {
		const id = Number(chosen) as TerritoryId;
		const name = (await namesOf([id], lang)).get(id)?.nominative;
		if (name) {
			values.place = chosen;
			values['place-name'] = values['place-known'] = name;
		}
		return { problems: [], candidates: [] };
	}
	const typed = one('place-name');
	if (typed === '') {
		values.place = values['place-known'] = '';
		return { problems: [], candidates: [] };
	}
	if (one('place') !== '' && typed === one('place-known')) return { problems: [], candidates: [] };
	values.place = '';
	const found = (await suggest(typed, { lang, within: territory.id, kinds: ['territory'], limit: 8 })).filter(
		(place) => place.territory !== territory.id,
	);
	const same = found.filter((place) => place.title.toLowerCase() === typed.toLowerCase());
	const only = same.length === 1 ? same[0] : found.length === 1 ? found[0] : undefined;
	if (only) {
		values.place = String(only.territory);
		values['place-name'] = values['place-known'] = only.title;
		return { problems: [], candidates: [] };
	}
	if (found.length === 0)
		return {
			problems: [{ field: 'place-name', code: 'appeals.form.place-name.unknown', facts: { name: typed } }],
			candidates: [],
		};
	const places = await viewMany(
		found.map((place) => place.territory),
		lang,
	);
	return {
		problems: [{ field: 'place-choice', code: 'appeals.form.place-name.several' }],
		candidates: found.map((place) => ({
			value: String(place.territory),
			label: place.title,
			hint: places.get(place.territory)?.parents.at(-1)?.name ?? '',
		})),
	};
}

/** What is told about what was typed so far, with addresses for links. */
export async function tell(locals: App.Locals, territory: TerritoryView, values: Values): Promise<Told> {
	const one = (name: string) => String([values[name] ?? ''].flat()[0] ?? '').trim();
	const place = one('place');
	const told = await assist(
		{
			territory: territory.id,
			place: /^\d{1,9}$/.test(place) ? (Number(place) as TerritoryId) : null,
			text: one('text').slice(0, 10_000),
			category: one('category') || one('suggested'),
			where: one('where').slice(0, 500),
			lat: one('lat').slice(0, 40),
			lon: one('lon').slice(0, 40),
			visibility: one('visibility'),
			answers: answersFrom(values),
			notUrgent: one('not-urgent') === 'yes',
		},
		locals.lang,
	);
	return {
		...told,
		similar: told.similar.map((row) => ({ ...row, href: locals.href(addressOf(row)) })),
	};
}

/** Mistakes of both kinds together: those of a step before and those that `work` finds. */
export async function gather<T>(
	before: readonly Problem[],
	work: () => T | Promise<T>,
): Promise<{ done: T | undefined; problems: Problem[] }> {
	try {
		return { done: await work(), problems: [...before] };
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		return { done: undefined, problems: [...error.problems, ...before] };
	}
}
