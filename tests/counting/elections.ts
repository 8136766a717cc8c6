import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type PbElection, type PbReading, readPabulib } from '#numerics/counting/pabulib/read.ts';
import { referenceData } from '#tests/support/reference-data.ts';

/** The text of a real election of Pabulib, packed or not. */
export function textOf(name: string): string {
	const bytes = readFileSync(referenceData(`pabulib/${name}`));
	return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
}

export const readElection = (name: string): PbReading => readPabulib(textOf(name), 'tolerant');

export function electionNamed(name: string): PbElection {
	const { election } = readElection(name);
	if (!election) throw new Error(`${name} cannot be counted`);
	return election;
}

/** Projects by the names of the file, sorted. */
export const idsOf = ({ ids }: PbElection, projects: readonly number[]): string[] =>
	projects.map((c) => ids[c] as string).sort();
