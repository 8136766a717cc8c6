import QRCode from 'qrcode';
import { addressOf, type Receipt } from '#rooms/appeals/door.server.ts';

export type ReceiptData = Omit<Receipt, 'id' | 'territory'> & {
	address: string;
	follow: string;
	email: string | null;
	/** SVG of our own making. */
	qr: string;
};

/** An address to be read by a phone. */
export const qrOf = (address: string): Promise<string> =>
	QRCode.toString(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' });

/** What stands on a receipt: the number, the day, the code of who has no account, the way back as a QR. */
export async function receiptData(
	locals: App.Locals,
	receipt: Receipt,
	email: string | null,
): Promise<ReceiptData> {
	const follow = `${locals.origin}${locals.href('/appeals/follow')}?number=${encodeURIComponent(receipt.number)}`;
	const { number, dueOn, filedAt, code, urgent } = receipt;
	return {
		number,
		dueOn,
		filedAt,
		code,
		urgent,
		address: locals.href(addressOf(receipt)),
		follow,
		email,
		qr: await qrOf(follow),
	};
}
