import { publicOrigin } from '#platform/config/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import type { BallotRef, Lang } from './ballot.ts';
import type { Receipt } from './views.ts';

/** Address of a page of a ballot inside its territory. */
export const addressOf = ({ territory, id }: BallotRef, ...inside: string[]): string =>
	`/${[pathOf(territory), 'votes', id, ...inside].filter(Boolean).join('/')}`;

/** The file that a voter keeps, and the picture of its address; the secret stands behind `#`, which browsers send nowhere. */
export async function receiptFile(
	receipt: Receipt,
	lang: Lang,
): Promise<{ name: string; text: string; address: string; qr: string }> {
	const t = translatorFor(lang);
	const prefix = lang === 'ru' ? '' : `/${lang}`;
	const address = `${publicOrigin()}${prefix}${addressOf(receipt.ballot, 'check')}#${receipt.secret}`;
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
	return {
		name: `${t('ballots.receipt.file.name')}-${receipt.words.slice(0, 2).join('-')}.txt`,
		text,
		address,
		qr: await QRCode.toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
	};
}
