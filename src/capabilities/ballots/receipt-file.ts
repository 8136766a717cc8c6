import { publicOrigin } from '#platform/config/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import type { BallotRef, Lang } from './ballot.ts';
import type { Receipt } from './views.ts';

/** Address of a page of a ballot inside its territory. */
export const addressOf = ({ territory, id }: BallotRef, ...inside: string[]): string =>
	`/${[pathOf(territory), 'votes', id, ...inside].filter(Boolean).join('/')}`;

/** Published files by the last word of their address; `votes` there would be read as the list of votes of a place called `files`. */
export const fileWords = {
	votes: 'all-votes',
	envelopes: 'envelopes',
	replaced: 'replaced',
	names: 'names',
} as const;

export const fileAddress = (ref: BallotRef, kind: keyof typeof fileWords): string =>
	addressOf(ref, 'files', fileWords[kind]);

/** Where a receipt is checked; the secret stands behind `#`, which browsers send nowhere. */
export const receiptAddress = ({ ballot, secret }: Pick<Receipt, 'ballot' | 'secret'>, lang: Lang): string =>
	`${publicOrigin()}${lang === 'ru' ? '' : `/${lang}`}${addressOf(ballot, 'check')}#${secret}`;

/** The file that a voter keeps, and the picture of its address. */
export async function receiptFile(
	receipt: Receipt,
	lang: Lang,
): Promise<{ name: string; text: string; address: string; qr: string }> {
	const t = translatorFor(lang);
	const address = receiptAddress(receipt, lang);
	const text = [
		t('ballots.receipt.file.title'),
		'',
		address,
		'',
		`${t('ballots.receipt.file.words')} ${receipt.words.join(' ')}`,
		`${t('ballots.receipt.file.code')} ${receipt.code}`,
		`${t('ballots.receipt.file.day')} ${receipt.day}`,
		'',
		t('ballots.receipt.file.keep'),
		'',
	].join('\n');
	const { default: QRCode } = await import('qrcode');
	// Said at once: bytes, and one pattern of the eight. Trying all of them would take longer than casting the vote, and any of them is read.
	const bytes = [{ data: Buffer.from(address), mode: 'byte' as const }];
	return {
		name: `${t('ballots.receipt.file.name')}-${receipt.words.slice(0, 2).join('-')}.txt`,
		text,
		address,
		qr: await QRCode.toString(bytes, { type: 'svg', margin: 2, errorCorrectionLevel: 'M', maskPattern: 2 }),
	};
}
