import { type Area, polygonsOf } from '#platform/geo/door.ts';

/** Outlines: polygons in degrees, kept as differences of 1e-5° (about a metre) in numbers of variable length. */
type Position = [longitude: number, latitude: number];
type Ring = Position[];
/** Rings of a polygon: the outer one first. */
export type Shape = Ring[][];

const precision = 1e5;

export function encodeShape(shape: Shape): Buffer {
	const bytes: number[] = [];
	const put = (value: number) => {
		let rest = value < 0 ? -value * 2 - 1 : value * 2;
		while (rest >= 128) {
			bytes.push((rest % 128) + 128);
			rest = Math.floor(rest / 128);
		}
		bytes.push(rest);
	};
	put(shape.length);
	let x = 0;
	let y = 0;
	for (const polygon of shape) {
		put(polygon.length);
		for (const ring of polygon) {
			const points: [number, number][] = [];
			for (const [longitude, latitude] of ring) {
				const point: [number, number] = [Math.round(longitude * precision), Math.round(latitude * precision)];
				const last = points.at(-1);
				if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
			}
			put(points.length);
			for (const [px, py] of points) {
				put(px - x);
				put(py - y);
				x = px;
				y = py;
			}
		}
	}
	return Buffer.from(bytes);
}

export function decodeShape(bytes: Uint8Array): Shape {
	let at = 0;
	const take = () => {
		let value = 0;
		let factor = 1;
		for (;;) {
			const byte = bytes[at++] as number;
			value += (byte & 127) * factor;
			if (byte < 128) break;
			factor *= 128;
		}
		return value % 2 ? -(value + 1) / 2 : value / 2;
	};
	let x = 0;
	let y = 0;
	return Array.from({ length: take() }, () =>
		Array.from({ length: take() }, () =>
			Array.from({ length: take() }, (): Position => {
				x += take();
				y += take();
				return [x / precision, y / precision];
			}),
		),
	);
}

export function toShape(area: Area): Shape {
	return polygonsOf(area) as unknown as Shape;
}

export function toArea(shape: Shape): Area {
	return shape.length === 1 && shape[0]
		? { type: 'Polygon', coordinates: shape[0] }
		: { type: 'MultiPolygon', coordinates: shape };
}

export function pointsIn(shape: Shape): number {
	let count = 0;
	for (const polygon of shape) for (const ring of polygon) count += ring.length;
	return count;
}
