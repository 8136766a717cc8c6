import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import type { BlobStore } from './blobs.server.ts';

/** An object older than this is written again by a put, so that its age is that of its last use; half of the sweep's day. */
const renewAfter = 12 * 3_600_000;

export type S3Address = {
	endpoint: string;
	bucket: string;
	prefix: string;
	region: string;
	key: string;
	secret: string;
};

/** `s3://key:secret@storage.example/bucket/prefix?region=ru-central1`; `s3+http://` for a store on this machine. */
export function readS3Address(address: string): S3Address {
	const match = /^s3(\+http)?:\/\//.exec(address);
	const url = match ? URL.parse(address.replace(match[0], 'http://')) : null;
	const [, bucket = '', ...prefix] = url?.pathname.split('/') ?? [];
	if (!url?.username || !url.password || !/^[a-z0-9.-]{3,63}$/.test(bucket))
		throw new Error('VECHE_FILES must look like s3://key:secret@storage.example/bucket?region=ru-central1');
	return {
		endpoint: `${match?.[1] ? 'http' : 'https'}://${url.host}`,
		bucket,
		prefix: prefix.filter(Boolean).join('/'),
		region: url.searchParams.get('region') ?? 'us-east-1',
		key: decodeURIComponent(url.username),
		secret: decodeURIComponent(url.password),
	};
}

/**
 * Contents in a store that speaks S3. It cannot take an object out of reach and look again, as a folder can: an object that is
 * removed is first copied to `trash/`, from where a read brings it back, and goes for good at the next sweep.
 */
export function s3Store(address: S3Address): BlobStore & { check(): Promise<void> } {
	const client = new AwsClient({
		accessKeyId: address.key,
		secretAccessKey: address.secret,
		service: 's3',
		region: address.region,
		retries: 3,
	});
	const root = `${address.endpoint}/${address.bucket}`;
	const full = (key: string) => (address.prefix ? `${address.prefix}/${key}` : key);
	const ask = async (key: string, init: RequestInit = {}, wanted: readonly number[] = [404]) => {
		const answer = await client.fetch(`${root}/${full(key)}`, init);
		if (answer.ok || wanted.includes(answer.status)) return answer;
		const said = (await answer.text()).replace(/\s+/g, ' ').slice(0, 300);
		throw new Error(`the S3 store answered ${answer.status} to ${init.method ?? 'GET'} ${key}: ${said}`);
	};
	const head = async (key: string) => {
		const answer = await ask(key, { method: 'HEAD' });
		if (!answer.ok) return null;
		const { headers } = answer;
		return { size: Number(headers.get('content-length')), at: new Date(headers.get('last-modified') ?? 0) };
	};
	const copy = (from: string, to: string) =>
		ask(to, { method: 'PUT', headers: { 'x-amz-copy-source': `/${address.bucket}/${full(from)}` } });
	const erase = (key: string) => ask(key, { method: 'DELETE' });
	/** Brings back what the sweep took while it was being stored again. */
	const restored = async (key: string) => {
		const { ok, body } = await copy(`trash/${key}`, key);
		await body?.cancel();
		return ok;
	};

	return {
		async check() {
			const answer = await client.fetch(`${root}?list-type=2&max-keys=1`);
			const said = await answer.text();
			if (!answer.ok)
				throw new Error(`VECHE_FILES: the S3 store answered ${answer.status}: ${said.slice(0, 300)}`);
		},
		async put(key, path) {
			const now = await head(key);
			if (now && now.at.getTime() > Date.now() - renewAfter) return;
			const hash = /^original\/([0-9a-f]{64})$/.exec(key)?.[1];
			// The store compares the hash with what arrived.
			const headers = { 'x-amz-content-sha256': hash ?? 'UNSIGNED-PAYLOAD' };
			await ask(key, { method: 'PUT', body: await openAsBlob(path), headers }, []);
		},
		async read(key, range) {
			const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {};
			let answer = await ask(key, { headers });
			if (answer.status === 404) {
				await answer.body?.cancel();
				if (!(await restored(key))) return null;
				answer = await ask(key, { headers });
			}
			return answer.ok && answer.body ? Readable.fromWeb(answer.body as never) : null;
		},
		async size(key) {
			const found = (await head(key)) ?? ((await restored(key)) ? await head(key) : null);
			return found?.size ?? null;
		},
		async remove(key, before, keep) {
			const now = await head(key);
			if (now && now.at >= before) return false;
			if (await keep?.()) return false;
			if (now) {
				await copy(key, `trash/${key}`);
				await erase(key);
			} else await erase(`trash/${key}`);
			return true;
		},
		async *list(prefix) {
			for (const place of [prefix, `trash/${prefix}`]) {
				let token = '';
				do {
					const query = new URLSearchParams({ 'list-type': '2', prefix: `${full(place)}/` });
					if (token) query.set('continuation-token', token);
					const answer = await client.fetch(`${root}?${query}`);
					const xml = await answer.text();
					if (!answer.ok)
						throw new Error(`the S3 store answered ${answer.status} to a list: ${xml.slice(0, 300)}`);
					for (const [, entry = ''] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
						const key = /<Key>(.*?)<\/Key>/s.exec(entry)?.[1] ?? '';
						const at = new Date(/<LastModified>(.*?)<\/LastModified>/s.exec(entry)?.[1] ?? 0);
						yield { key: key.slice(full(place).length - prefix.length), at };
					}
					token = unescaped(/<NextContinuationToken>(.*?)<\/NextContinuationToken>/s.exec(xml)?.[1] ?? '');
				} while (token);
			}
		},
	};
}

const unescaped = (xml: string) =>
	xml
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&amp;/g, '&');
