import { currentKey, keyedHash } from '#platform/config/keys.server.ts';
import { type AccountId, database, type TerritoryId } from '#platform/db/door.server.ts';
import * as claims from './claims-store.server.ts';
import { cleanPaper } from './paper.ts';
import * as residences from './residence-store.server.ts';

/** What a vote asks of a person who signed in. */
export type VoterOf = {
	/** Where they live, the finest place that is known; null: not said. */
	home: TerritoryId | null;
	/** The owner of records that they named. */
	territory: TerritoryId | null;
	confirmed: boolean;
	/** YYYY-MM-DD; null: nobody has confirmed it. */
	bornOn: string | null;
	/** Confirmed address. */
	email: string | null;
	/** Keyed hashes of the identity papers by which they are known. */
	papers: string[];
};

export async function voterOf(account: AccountId): Promise<VoterOf> {
	const [known, held] = await Promise.all([
		residences.voterToday(database(), account),
		claims.claimsOf(database(), account),
	]);
	return {
		home: known?.place ?? known?.territory ?? null,
		territory: known?.territory ?? null,
		confirmed: known?.confirmed ?? false,
		bornOn: known?.bornOn ?? null,
		email: known?.email ?? null,
		papers: held.filter(({ kind }) => kind === 'paper').map(({ value }) => value),
	};
}

/** The value of a claim on a paper under one version of the keys. */
export const paperClaim = (paper: string, version: number): string =>
	`${version}.${keyedHash('identity-paper', paper, version).toString('hex')}`;

/**
 * A paper that an official holds in their hands: its keyed hashes, newest first, and the account that is known by it. The number is
 * neither stored nor logged. Null: it cannot be the number of a paper.
 */
export async function paperAtDesk(
	number: string,
): Promise<{ papers: string[]; account: AccountId | null } | null> {
	const paper = cleanPaper(number);
	if (!paper) return null;
	const papers: string[] = [];
	let account: AccountId | null = null;
	for (let version = currentKey(); version >= 1; version--) {
		const value = paperClaim(paper, version);
		papers.push(value);
		account ??= await claims.ownerOf(database(), 'paper', value);
	}
	return { papers, account };
}
