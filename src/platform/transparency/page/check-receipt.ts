/** The script of the page that checks receipts without a server. Built into one piece by vite.enhance.config.ts. */

import { parseKey } from '../tlog/note.ts';
import { pageCrypto } from '../tlog/page-crypto.ts';
import { type Policy, parsePolicy, policyOf } from '../tlog/policy.ts';
import { type CheckedReceipt, checkReceipt } from '../tlog/receipt.ts';
import { Unproven } from '../tlog/unproven.ts';

const says = (window as unknown as { vecheWords: Record<string, string> }).vecheWords;
const say = (key: string): string => says[key] ?? key;
const one = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;

one<HTMLFormElement>('check').addEventListener('submit', async (event) => {
	event.preventDefault();
	const file = one<HTMLInputElement>('file').files?.[0];
	if (!file) return show('bad', say('check.no-file'));
	let policy: Policy;
	try {
		policy = trusted(one<HTMLTextAreaElement>('trust').value);
	} catch {
		return show('bad', say('check.bad-trust'));
	}
	try {
		showChecked(checkReceipt(pageCrypto, policy, new Uint8Array(await file.arrayBuffer())));
	} catch (error) {
		const doubt = error instanceof Unproven ? error.doubt : 'malformed';
		show('bad', say('check.bad'), [['', say(`doubt.${doubt}`)]]);
	}
});

/** A whole policy, or keys of logs alone, one a line. */
function trusted(text: string): Policy {
	if (/^\s*(log|witness|group|quorum)\s/m.test(text)) return parsePolicy(pageCrypto, `${text.trim()}\n`);
	const keys = text
		.trim()
		.split(/\s+/)
		.map((key) => parseKey(pageCrypto, key));
	return policyOf(keys, [], 0);
}

function showChecked({ entry, index, checkpoint, content }: CheckedReceipt): void {
	const witnesses = checkpoint.cosigned.map(({ key }) => key.name).join(', ');
	show('good', say('check.good'), [
		[say('check.origin'), checkpoint.origin],
		[say('check.place'), String(index + 1n)],
		[say('check.size'), String(checkpoint.size)],
		[say('check.what'), say(`kind.${entry.kind}`)],
		[
			say('check.when'),
			entry.at.length > 10 ? new Date(entry.at).toLocaleString(document.documentElement.lang) : entry.at,
		],
		[say('check.number'), `${entry.territory}/${entry.thing}`],
		[say('check.witnesses'), witnesses || say('check.witnesses.none')],
		...(content === null ? [] : ([[say('check.content'), readable(content)]] as [string, string][])),
	]);
}

/** What was logged of an appeal is JSON: shown by lines. */
function readable(content: string): string {
	try {
		return JSON.stringify(JSON.parse(content), null, 2);
	} catch {
		return content;
	}
}

function show(
	state: 'good' | 'bad',
	title: string,
	facts: readonly (readonly [string, string])[] = [],
): void {
	const result = one('result');
	result.className = state;
	const heading = document.createElement('h2');
	heading.textContent = title;
	const list = document.createElement('dl');
	for (const [name, value] of facts) {
		const term = document.createElement('dt');
		term.textContent = name;
		const said = document.createElement('dd');
		said.textContent = value;
		list.append(term, said);
	}
	result.replaceChildren(heading, list);
	result.scrollIntoView({ block: 'nearest' });
}
