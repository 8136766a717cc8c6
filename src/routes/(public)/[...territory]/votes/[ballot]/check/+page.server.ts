import { setTimeout as pause } from 'node:timers/promises';
import { action } from '#pages/action.ts';
import { placeShown } from '#pages/place.ts';
import { ballotAt, crumbsOfVote, waysOf } from '#pages/votes.ts';
import { invalid } from '#platform/errors/door.ts';
import {
	type BallotRef,
	checkReceipt,
	codeOfWords,
	type ReceiptCheck,
	viewBallot,
	votesUnder,
	wordsOfCode,
} from '#rooms/ballots/door.server.ts';
import { readMarks } from '#rooms/ballots/door.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const ref = ballotAt(event);
	const { question, state, options, marks, secrecy, shownIn, closesAt } = await viewBallot(locals.actor, ref);
	const ways = waysOf(locals, ref);
	return {
		ballot: { question, state, options, marks, secrecy, shownIn, closesAt },
		place: placeShown(locals),
		crumbs: crumbsOfVote(locals, { title: question, href: ways.item, lang: shownIn }),
		ways: { item: ways.item, receipt: ways.receipt, log: ways.log, file: ways.file('votes') },
	};
};

/** A leaf stands in the log within a second or two: whoever asks at once is answered then, also without script. */
const patience = 5;

async function checked(
	event: Parameters<PageServerLoad>[0],
	ballot: BallotRef,
	secret: string,
): Promise<ReceiptCheck> {
	for (let tries = 1; ; tries++) {
		const check = await checkReceipt(event.locals.actor, { ballot, secret });
		if (check.state !== 'waiting' || tries >= patience) return check;
		await pause(1_000);
	}
}

export const actions: Actions = {
	/** By the secret, posted so that no log of addresses holds it; or by the six words, after the count. */
	default: action(async (event, form) => {
		const ballot = ballotAt(event);
		const secret = form.text('secret');
		const typed = form.text('words');
		if (secret) {
			const check = await checked(event as Parameters<PageServerLoad>[0], ballot, secret);
			const { proof, ...shown } = check;
			const said = check.row && readMarks(check.row.marks);
			return { check: { ...shown, proven: proof !== null, marks: said, secret, day: form.text('day') } };
		}
		if (!typed) invalid({ field: 'secret', code: 'ballots.check.nothing' });
		const code = codeOfWords(typed) ?? invalid({ field: 'words', code: 'ballots.check.words-wrong' });
		const found = await votesUnder(event.locals.actor, ballot, code);
		return {
			found: {
				code,
				words: wordsOfCode(code, event.locals.lang),
				votes: found.map(({ marks }) => readMarks(marks)),
			},
		};
	}),
};
