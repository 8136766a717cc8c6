import { z } from 'zod';
import { ApiRefusal, endpoint } from '#platform/api/door.server.ts';
import { checkReceipt } from '../check-receipt.ts';
import { castByCode } from '../codes.ts';
import { receiptAddress } from '../receipt-file.ts';
import * as examples from './examples.ts';
import { castBody, checkShape, receiptShape, voteParam } from './shapes.ts';
import { since, tag, voteAt } from './votes.ts';

/** What names a vote or a receipt is kept by nobody on the way. */
const secretly = { 'cache-control': 'private, no-store' };

/**
 * A repeat is answered with the first receipt, secret and all, and nothing is kept for that: the secret follows from this key, the
 * code and the key of the urn. Whoever guesses the key of another's vote could try what was marked in it; so it has to be random.
 */
const isRandom = (key: string | null): key is string =>
	key !== null && /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(key);

export const castOne = endpoint(
	{
		since,
		tag,
		name: 'cast-vote',
		method: 'POST',
		path: '/territories/{territory}/votes/{vote}/casts',
		summary: 'ballots.api.cast-vote',
		about: 'ballots.api.cast-vote.about',
		scope: null,
		params: voteParam,
		query: z.object({}),
		body: castBody,
		idempotent: true,
		answer: receiptShape,
		status: 201,
		refusals: [
			'territories.not-found',
			'ballots.not-found',
			'ballots.api.key-random',
			'ballots.already-closed',
			'ballots.already-voted',
			'ballots.lack.channel',
			'ballots.code.wrong',
			'ballots.code.too-many',
			'ballots.marks.option',
			'platform.key-used-meanwhile',
		],
		examples: [examples.cast, examples.castRefused],
	},
	async (call) => {
		const { code, marks, points } = call.body;
		const ballot = voteAt(call.params);
		const key = call.idempotencyKey;
		if (!isRandom(key)) throw new ApiRefusal(400, 'ballots.api.key-random');
		const receipt = await castByCode(
			call.actor,
			{ ballot, key, code, marks: { marked: marks, ...(points ? { points } : {}) } },
			{ ip: call.address },
		);
		const { secret, code: inFile, words, thing, day } = receipt;
		return {
			body: { secret, code: inFile, words, thing, day, url: receiptAddress(receipt, call.actor.lang) },
			headers: secretly,
		};
	},
);

export const checkOne = endpoint(
	{
		since,
		tag,
		name: 'check-receipt',
		method: 'POST',
		path: '/territories/{territory}/votes/{vote}/check',
		summary: 'ballots.api.check-receipt',
		about: 'ballots.api.check-receipt.about',
		scope: null,
		params: voteParam,
		query: z.object({}),
		body: z.object({
			secret: z.string().min(1).max(500).meta({ description: 'ballots.api.field.secret' }),
		}),
		answer: checkShape,
		status: 200,
		refusals: [
			'territories.not-found',
			'ballots.not-found',
			'ballots.secret.wrong',
			'ballots.envelope-changed',
		],
		examples: [examples.check],
	},
	async (call) => {
		const { state, code, words, thing, proof, row } = await checkReceipt(call.actor, {
			ballot: voteAt(call.params),
			secret: call.body.secret,
		});
		return { body: { state, code, words, thing, proof, row }, headers: secretly };
	},
);
