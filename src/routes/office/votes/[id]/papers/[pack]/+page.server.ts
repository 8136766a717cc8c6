import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { within } from '#pages/office-place.ts';
import { paperText, readPaper } from '#pages/votes/typed-paper.ts';
import { voteCrumbs, voteIn, votesPath } from '#pages/votes/vote.ts';
import { isUuid } from '#platform/db/ids.ts';
import { invalid, type Problem, refuse } from '#platform/errors/door.ts';
import {
	acceptPack,
	carriesPoints,
	dropPack,
	enterPapers,
	type Marks,
	myEntries,
	packs,
	takeBackPack,
	viewBallot,
} from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const onScreen = 20;
const packIn = (text: string): string => (isUuid(text) ? text : refuse('platform.not-found'));

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const ref = voteIn(locals, params.id);
	const id = packIn(params.pack);
	const { actor, t } = locals;
	const [vote, all, mine] = await Promise.all([
		viewBallot(actor, ref),
		packs(actor, ref),
		myEntries(actor, ref, id),
	]);
	const pack = all.find((one) => one.id === id) ?? refuse('platform.not-found');
	const turn = actor.account ? pack.by.indexOf(actor.account) + 1 : 0;
	const entered = new Map(mine.map((one) => [one.number, paperText(vote, one.marks)]));
	const every = Array.from({ length: pack.size }, (_, i) => i + 1);
	const asked = Number(url.searchParams.get('from')) || 0;
	const start = asked > 0 ? Math.min(asked, pack.size) : (every.find((one) => !entered.has(one)) ?? 1);
	const differs = pack.differs ?? [];
	const here = (query: Record<string, string>) => votesPath(locals, `/${ref.id}/papers/${id}`, query);
	const numbers = differs.length > 0 ? differs : every.slice(start - 1, start - 1 + onScreen);
	return {
		within: within(locals),
		crumbs: [
			...voteCrumbs(locals, vote),
			{ title: t('ballots.office.papers.title'), href: votesPath(locals, `/${ref.id}/papers`) },
		],
		pack: {
			title: pack.title,
			size: pack.size,
			state: pack.state,
			entered: pack.entered,
			differs: pack.differs,
		},
		turn,
		isFull: turn === 0 && pack.by.every((one) => one !== null),
		mine: entered.size,
		rows: numbers.map((number) => ({ number, text: entered.get(number) ?? '' })),
		options: vote.options.map(({ title }) => title),
		kind: carriesPoints(vote.marks) ? 'points' : vote.marks.kind,
		before: start > 1 && !differs.length ? here({ from: String(Math.max(1, start - onScreen)) }) : null,
		after: start + onScreen <= pack.size && !differs.length ? here({ from: String(start + onScreen) }) : null,
		/** To mend what both read alike, before it is accepted. */
		mend:
			pack.state === 'entering' && turn > 0 && pack.differs?.length === 0
				? { href: here({ from: '1' }), isAsked: asked > 0 }
				: null,
		mayTakeBack: vote.may.mendPapers,
		done: url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	enter: action(async ({ locals, params }, form) => {
		const ref = voteIn(locals, params.id);
		const vote = await viewBallot(locals.actor, ref);
		const problems: Problem[] = [];
		const papers: { number: number; marks: Marks | 'spoiled' }[] = [];
		for (const number of form.all('number').map(Number)) {
			const marks = readPaper(vote, form.text(`marks-${number}`));
			if (marks === 'wrong') problems.push({ field: `marks-${number}`, code: 'ballots.office.paper.wrong' });
			else if (marks) papers.push({ number, marks });
		}
		if (problems.length) invalid(...problems);
		await enterPapers(locals.actor, ref, packIn(params.pack), papers);
		redirect(303, votesPath(locals, `/${ref.id}/papers/${params.pack}`, { done: 'entered' }));
	}),
	accept: action(async ({ locals, params }) => {
		const ref = voteIn(locals, params.id);
		await acceptPack(locals.actor, ref, packIn(params.pack));
		redirect(303, votesPath(locals, `/${ref.id}/papers/${params.pack}`, { done: 'accepted' }));
	}),
	takeBack: action(async ({ locals, params }, form) => {
		const ref = voteIn(locals, params.id);
		await takeBackPack(locals.actor, ref, packIn(params.pack), { reason: form.text('reason') });
		redirect(303, votesPath(locals, `/${ref.id}/papers/${params.pack}`, { done: 'taken-back' }));
	}),
	drop: action(async ({ locals, params }, form) => {
		const ref = voteIn(locals, params.id);
		await dropPack(locals.actor, ref, packIn(params.pack), { reason: form.text('reason') });
		redirect(303, votesPath(locals, `/${ref.id}/papers`));
	}),
};
