import { readFileSync } from 'node:fs';
import { nodeCrypto } from '#platform/transparency/tlog/node-crypto.server.ts';
import { checkReceipt } from '#platform/transparency/tlog/receipt.ts';
import { Unproven } from '#platform/transparency/tlog/unproven.ts';
import { Misuse, readArgs, t } from '../console.ts';
import { trustedBy, trustOptions } from './trusted.ts';

/** `veche verify`: checks receipts without any server. Exit code 1 when one of them does not convince. */
export function verify(args: string[]): number {
	const { values, positionals } = readArgs(args, { ...trustOptions });
	const policy = trustedBy(values);
	if (positionals.length === 0 || !policy) throw new Misuse(t('cli.usage.verify'));
	let doubtful = 0;
	for (const file of positionals) {
		try {
			const { entry, index, checkpoint, content } = checkReceipt(nodeCrypto, policy, readFileSync(file));
			const { origin, size, cosigned } = checkpoint;
			console.log(`✔ ${file}`);
			console.log(`  ${t('cli.verify.place', { origin, place: String(index + 1n), size: String(size) })}`);
			console.log(
				`  ${t('cli.verify.entry', { kind: entry.kind, thing: `${entry.territory}/${entry.thing}`, at: entry.at })}`,
			);
			console.log(
				`  ${t('cli.verify.witnesses', { count: cosigned.length, names: cosigned.map(({ key }) => key.name).join(', ') })}`,
			);
			if (content !== null) console.log(`  ${t('cli.verify.content', { content })}`);
		} catch (error) {
			if (!(error instanceof Unproven)) throw error;
			doubtful++;
			console.log(`✖ ${file}: ${t.any(`transparency.doubt.${error.doubt}`)}`);
		}
	}
	return doubtful === 0 ? 0 : 1;
}
