import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { type BodyRef, bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { categories } from '../categories.server.ts';
import { categoryName } from '../category.ts';
import { answersAgainst } from '../closing/store.server.ts';
import { masked, withoutName } from '../mask.ts';
import * as store from './store.server.ts';

/** The answers of some days, for whoever draws a sample of them. */
export const answersOfDays = (territory: TerritoryId, since: Date, until: Date) =>
	store.answersOfDays(database(), territory, since, until);

/** Territories in which anything was answered in those days. */
export const territoriesAnswering = (since: Date, until: Date) =>
	store.territoriesAnswering(database(), since, until);

/** By body: answers of some days, how many were returned and disputed by neighbours. */
export const answersWithVerdicts = (territory: TerritoryId, since: Date, until: Date) =>
	answersAgainst(database(), territory, since, until);

/** What a blind reader sees of an answer: neither who answered nor who asked. */
export type BlindAnswer = {
	category: string;
	asked: string;
	answer: string;
	filedAt: Date;
	answeredAt: Date;
	/** Photographs of what was done, which are not shown. */
	after: number;
};

/** Masked as in public, and without the names of the body, of its official and of the author. */
export async function blindAnswer(
	territory: TerritoryId,
	id: string,
	lang: string,
): Promise<BlindAnswer | undefined> {
	const row = await store.answerWhole(database(), territory, id);
	if (!row) return undefined;
	const [{ blind }, all] = await Promise.all([blinderOf(row), categories()]);
	return {
		category: categoryName(all.get(row.category), lang),
		asked: blind(row.appealText),
		answer: blind(row.text),
		filedAt: row.filedAt,
		answeredAt: row.answeredAt,
		after: row.after,
	};
}

/** Takes the names of both sides of an answer out of any text about it. */
export async function blinderOf(row: store.AnswerWhole): Promise<{ blind(text: string): string }> {
	const body = { territory: row.bodyTerritory, id: row.body } as BodyRef;
	const [bodies, people] = await Promise.all([
		bodiesNamed([body], 'ru'),
		accountsOf(row.account ? [row.account] : []),
	]);
	const named = bodies.get(bodyKey(body));
	const official = row.account ? (people.get(row.account)?.name ?? '') : '';
	return {
		blind: (text) =>
			withoutBody(withoutName(withoutName(masked(text), row.applicant), official), [
				named?.name ?? '',
				named?.shortName ?? '',
			]),
	};
}

/** The mark that stands for what is hidden. */
const hidden = '•••';

/** Takes the names of a body out of a text, in any case form: the whole name, and what stands in its quotes. */
export function withoutBody(text: string, names: readonly string[]): string {
	const phrases = new Set<string>();
	for (const name of names) {
		if (name.length >= 3) phrases.add(name);
		for (const [, quoted] of name.matchAll(/[«"„]([^»"“]{3,})[»"“]/g)) if (quoted) phrases.add(quoted);
	}
	let shown = text;
	for (const phrase of [...phrases].sort((a, b) => b.length - a.length)) {
		const words = phrase.match(/[\p{L}\d-]+/gu) ?? [];
		if (words.length === 0) continue;
		const forms = words.map((word) =>
			word.length > 4 ? `${word.slice(0, Math.max(4, word.length - 2))}[\\p{L}]{0,4}` : word,
		);
		const end = /[»"“]$/.test(phrase) ? '[»"“]?' : '';
		const whole = `(?<![\\p{L}\\d])${forms.join('[\\s«»"„“.,-]+')}${end}(?![\\p{L}\\d])`;
		const pattern = new RegExp(whole, 'giu');
		shown = shown.replace(pattern, hidden);
	}
	return shown;
}
