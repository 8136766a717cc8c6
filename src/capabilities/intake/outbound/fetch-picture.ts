import { refuse } from '#platform/errors/door.ts';
import { callOut } from '#platform/http/door.server.ts';

/** A picture by the address that a request names: from the open internet only, at most 10 MB. */
export async function fetchPicture(url: string): Promise<Uint8Array> {
	const { status, bytes } = await callOut(url, {
		headers: { accept: 'image/*', 'accept-encoding': 'identity' },
		most: 10_000_000,
		timeout: 10_000,
		redirects: 3,
	});
	if (status !== 200 || bytes.length === 0) refuse('outbound.away', { host: new URL(url).host });
	return bytes;
}
