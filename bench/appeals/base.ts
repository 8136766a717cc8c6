import type { Finding } from '../report.ts';
import { openBase } from './base/open.ts';
import { small, thin } from './base/scale.ts';
import { baseAsked } from './reads.ts';

/** Makes the bases that are not there yet, so that a measurement does not begin with an hour of making. */
export async function base(): Promise<Finding[]> {
	await (await openBase(...baseAsked())).stop();
	await (await openBase('thin', thin)).stop();
	await (await openBase('small', small)).stop();
	return [];
}
