import { invalid } from '#platform/errors/door.ts';
import type { Ballot, Marks } from './ballot.ts';
import { carriesPoints } from './ballot.ts';
import { problemsOfMarks } from './marks.ts';

/** What a form gives: `#platform/http/form.server.ts`, or anything alike. */
type Typed = { all(name: string): string[]; values: Readonly<Record<string, unknown>> };

const prefix = 'points-';

/**
 * The marks as a form of the ballot gives them. Where a blank vote may be cast, it is cast only by who ticked `blank`: a press too
 * early must not use up a vote.
 */
export function marksFromForm(ballot: Pick<Ballot, 'marks' | 'options' | 'rule'>, form: Typed): Marks {
	const marks = markedIn(ballot, form);
	const isBlank = marks.marked.length === 0 && problemsOfMarks(ballot, marks).length === 0;
	if (isBlank && form.all('blank').length === 0) invalid({ field: 'blank', code: 'ballots.marks.nothing' });
	return marks;
}

/**
 * `marks` holds codes of options, `points-<code>` a number each (points, a score, a
 * place). What there is not in the ballot stays in, so that it is refused and never dropped in silence.
 */
function markedIn(ballot: Pick<Ballot, 'marks' | 'options'>, form: Typed): Marks {
	const { kind } = ballot.marks;
	if (kind === 'choose-1' || kind === 'approval') return { marked: form.all('marks') };
	const listed = ballot.options.map(({ code }) => code);
	const sent = Object.keys(form.values).flatMap((name) =>
		name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
	);
	const given = [...new Set([...listed, ...sent])].flatMap((code) => {
		const text = form.all(prefix + code)[0]?.trim() ?? '';
		if (text === '' || (kind === 'cumulative' && /^0+$/.test(text))) return [];
		return [{ code, number: /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN }];
	});
	if (kind === 'ranking' && !carriesPoints(ballot.marks)) return { marked: inPlaces(given) };
	return { marked: given.map(({ code }) => code), points: given.map(({ number }) => number) };
}

/** Best first; gaps between places mean nothing, two on one place cannot be told apart. */
function inPlaces(given: readonly { code: string; number: number }[]): string[] {
	const places = given.map(({ number }) => number);
	const twice = places.find((place, i) => places.indexOf(place) < i);
	if (places.some((place) => !(place >= 1))) invalid({ field: 'marks', code: 'ballots.marks.place' });
	if (twice !== undefined)
		invalid({ field: 'marks', code: 'ballots.marks.same-place', facts: { place: twice } });
	return [...given].sort((a, b) => a.number - b.number).map(({ code }) => code);
}
