import { record } from '#platform/audit/door.server.ts';
import { type AccountId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { write } from './letters.ts';
import { happen } from './sign-in.ts';
import * as signIns from './sign-ins-store.server.ts';
import * as store from './store.server.ts';

/**
 * Shuts an account, or opens it again: every sign-in ends at once, nothing that the person wrote is touched, their rights
 * rest until then. The person is told why by letter. An account holds in the whole installation, so only those who set up
 * the installation may do it, and nobody to themselves.
 */
export async function suspendAccount(
	actor: Actor,
	input: { account: AccountId; suspend: boolean; why: string },
	at = new Date(),
): Promise<void> {
	demand(actor, 'identity.suspend', { territory: installation });
	const why = input.why.trim();
	if (input.suspend && why === '') invalid({ field: 'why', code: 'identity.suspend.why-missing' });
	if (input.account === actor.account) refuse('identity.suspend.not-oneself');
	await transaction(async (tx) => {
		const account = await store.lockAccount(tx, input.account);
		if (!account || account.state === 'erased') refuse('platform.not-found');
		const wanted = input.suspend ? 'suspended' : 'active';
		if (account.state === wanted) return;
		await store.setState(tx, input.account, wanted, at);
		if (input.suspend) await signIns.endSignIns(tx, input.account, null, 'suspended', at);
		const what = input.suspend ? 'suspended' : 'restored';
		await happen(tx, input.account, what, {}, at);
		if (account.email)
			await write(
				tx,
				input.suspend ? 'account-suspended' : 'account-restored',
				{ email: account.email, lang: account.lang, account: input.account },
				{ why },
			);
		await record(tx, {
			actor,
			territory: installation,
			action: `identity.account-${what}`,
			thing: { kind: 'account', id: input.account },
			about: input.account,
			payload: { why },
		});
	});
}
