import { mainCity } from '#demo/generate-people.ts';
import { plantDemo, plantedGround } from '#demo/plant.server.ts';
import { database } from '#platform/db/door.server.ts';
import { addressOf, type BallotRef } from '#rooms/ballots/door.server.ts';
import { openHouse } from '../../src/start.server.ts';
import type { World } from '../world.ts';
import { aMaker, aVote, manyVoters, sheetCodes, type Voter } from './voters.ts';

/** A vote, where its ballots go, and who casts them. */
export type Electorate = { ref: BallotRef; path: string; voters: Voter[]; codes: string[] };
export type Ready = Record<'warm' | 'form' | 'api' | 'crowd', Electorate>;

/** The demonstration with so many people in its main city, and four votes: to warm up, by the form, by the API, of everybody. */
export async function prepareVotes(world: World, people: number): Promise<Ready> {
	const house = await openHouse(world.config, { jobs: false });
	try {
		const started = performance.now();
		await plantDemo({ now: new Date(), appeals: 0, drawings: false });
		const city = (await plantedGround()).territories.get(mainCity)!;
		const maker = await aMaker(city);
		const voters = await manyVoters(city, people);
		const bySite = async (): Promise<Electorate> => {
			const ref = await aVote(maker, city, { channel: 'site', seconds: 86_400 });
			return { ref, path: addressOf(ref, 'cast'), voters, codes: [] };
		};
		const byCode = await aVote(maker, city, { channel: 'code', seconds: 86_400 });
		const api: Electorate = {
			ref: byCode,
			path: `/api/v1/territories/${city}/votes/${byCode.id}/casts`,
			voters: [],
			codes: await sheetCodes(maker, byCode, people),
		};
		const ready = { warm: await bySite(), form: await bySite(), api, crowd: await bySite() };
		await database()`vacuum analyze`;
		await database()`checkpoint`;
		console.log(
			`  ${people} voters and as many sheets made in ${((performance.now() - started) / 1000).toFixed(0)} s`,
		);
		return ready;
	} finally {
		await house.close();
	}
}
