import { readFileSync } from 'node:fs';
import { nodeCrypto } from '#platform/transparency/tlog/node-crypto.server.ts';
import { parseKey } from '#platform/transparency/tlog/note.ts';
import { type Policy, parsePolicy, policyOf } from '#platform/transparency/tlog/policy.ts';

export const trustOptions = { key: { type: 'string', multiple: true }, policy: { type: 'string' } } as const;

/** Whom the caller believes: a file of a policy, or keys of logs alone. */
export function trustedBy(values: {
	key?: string[] | undefined;
	policy?: string | undefined;
}): Policy | null {
	if (values.policy) return parsePolicy(nodeCrypto, readFileSync(values.policy, 'utf8'));
	if (!values.key?.length) return null;
	return policyOf(
		values.key.map((text) => parseKey(nodeCrypto, text)),
		[],
		0,
	);
}
