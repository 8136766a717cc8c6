import { publicOrigin } from '#platform/config/door.server.ts';
import {
	ourPolicy,
	publishedCheckpoint,
	publishedPolicy,
	standsStill,
	toHex,
} from '#platform/transparency/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const [checkpoint, policy, halted] = await Promise.all([
		publishedCheckpoint(),
		publishedPolicy(),
		standsStill(),
	]);
	const keys = policy.split('\n').flatMap((line) => /^log (\S+)/.exec(line)?.[1] ?? []);
	return {
		address: `${publicOrigin()}/log`,
		checkpoint: checkpoint && {
			origin: checkpoint.origin,
			size: Number(checkpoint.size),
			signedAt: checkpoint.signedAt,
			root: toHex(checkpoint.root),
			witnesses: checkpoint.witnesses,
		},
		hasWitnesses: (ourPolicy()?.witnesses.length ?? 0) > 0,
		keys,
		halted,
	};
};
