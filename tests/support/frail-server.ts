import net, { type AddressInfo } from 'node:net';

/** A way to a database that can be cut and opened again, as a fall of the server or of the network looks from here. */
export type FrailServer = { url: string; cut(): Promise<void>; open(): Promise<void>; drop(): void };

export async function aFrailWay(to: string): Promise<FrailServer> {
	const there = new URL(to);
	const sockets = new Set<net.Socket>();
	const way = net.createServer((near) => {
		const far = net.connect(Number(there.port || 5432), there.hostname);
		for (const socket of [near, far]) {
			sockets.add(socket);
			socket.on('error', () => {});
			socket.on('close', () => {
				sockets.delete(socket);
				near.destroy();
				far.destroy();
			});
		}
		near.pipe(far);
		far.pipe(near);
	});
	const listen = (port: number) =>
		new Promise<void>((listening) => way.listen(port, '127.0.0.1', () => listening()));
	await listen(0);
	const { port } = way.address() as AddressInfo;
	const url = new URL(to);
	url.hostname = '127.0.0.1';
	url.port = String(port);
	const drop = () => {
		for (const socket of sockets) socket.resetAndDestroy();
	};
	return {
		url: url.href,
		drop,
		async cut() {
			const closed = new Promise((done) => way.close(done));
			drop();
			await closed;
		},
		open: () => listen(port),
	};
}
