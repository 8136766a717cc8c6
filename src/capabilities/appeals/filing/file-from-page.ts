import type { Actor } from '#platform/permissions/door.ts';
import { fileAppeal } from '../file-appeal.ts';
import type { ReceptionRef } from '../reception/reception.ts';
import { insertReceived } from '../reception/reception-store.server.ts';
import type { Filing, Receipt } from './filing.ts';
import { mailReceipt } from './receipt-letter.ts';

/**
 * Files what a person wrote on one of our pages, on a kiosk or in the form on another site, and writes to the address that was given.
 * @param reception the kiosk or the site; null on our own pages
 */
export async function fileFromPage(
	actor: Actor,
	filing: Filing,
	reception: ReceptionRef | null = null,
	now = new Date(),
): Promise<Receipt> {
	const contacts = Boolean(filing.name || filing.phone || filing.email || filing.address);
	const receipt = await fileAppeal(
		actor,
		filing,
		now,
		reception
			? (tx, ref) =>
					insertReceived(tx, ref, {
						reception,
						identified: false,
						consent: contacts ? 'ticked' : null,
						at: now,
					})
			: undefined,
	);
	if (receipt.code && filing.email) await mailReceipt(receipt, filing.email, actor.lang);
	return receipt;
}
