import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import {
	type GeoJSONSource,
	Map as MapLibre,
	type MapMouseEvent,
	NavigationControl,
	Popup,
	setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { MapView } from '../map-data.ts';
import { readInks, type Setup, styleOf } from './map-style.ts';

type Words = Record<
	'label' | 'zoomIn' | 'zoomOut' | 'middle' | 'here' | 'chosen' | 'open' | 'close' | 'keys',
	string
>;
type Given = Setup & { view: MapView | null; pick: boolean; words: Words };

/** The moving map over the drawn one. Where WebGL or the script fails, the drawing stays. */
class VecheMap extends HTMLElement {
	#map: MapLibre | undefined;
	#given: Given | undefined;
	#again = () => this.#map?.setStyle(styleOf(this.#given as Given, readInks()));
	#dark = matchMedia('(prefers-color-scheme: dark)');

	connectedCallback(): void {
		if (this.#map) return;
		this.#given = JSON.parse(this.dataset.map ?? '{}') as Given;
		// A map below the fold costs nothing until it is near.
		const watch = new IntersectionObserver(
			(seen) => {
				if (!seen.some((one) => one.isIntersecting)) return;
				watch.disconnect();
				this.#begin(this.#given as Given);
			},
			{ rootMargin: '300px' },
		);
		watch.observe(this);
	}

	disconnectedCallback(): void {
		document.removeEventListener('veche:look', this.#again);
		this.#dark.removeEventListener('change', this.#again);
		this.#map?.remove();
		this.#map = undefined;
	}

	#begin(given: Given): void {
		const box = document.createElement('div');
		box.className = 'canvas';
		this.append(box);
		this.classList.add('moving');
		// MapLibre takes 400 × 300 for a box without size and overlooks its first change: the sheet may come a frame later.
		const sized = new ResizeObserver(() => {
			if (box.clientWidth === 0 || box.clientHeight === 0) return;
			sized.disconnect();
			try {
				if (this.isConnected) this.#draw(given, box);
			} catch {
				this.classList.remove('moving');
				box.remove();
			}
		});
		sized.observe(box);
	}

	#draw(given: Given, box: HTMLElement): void {
		const { words } = given;
		const { view } = given;
		// Where one chooses a place, words lie on the map at its top and its foot.
		const padding = given.pick ? { top: 56, bottom: 60, left: 24, right: 24 } : 24;
		const fit = { padding, maxZoom: 15 };
		const map = new MapLibre({
			container: box,
			style: styleOf(given, readInks()),
			...(view && 'centre' in view ? { center: [...view.centre] as [number, number], zoom: view.zoom } : {}),
			...(view && 'bounds' in view ? { bounds: unrolled(view.bounds), fitBoundsOptions: fit } : {}),
			maxZoom: 18,
			attributionControl: false,
			// A page with a map can still be scrolled past it by one finger or the wheel.
			cooperativeGestures: !given.pick,
			dragRotate: false,
			pitchWithRotate: false,
			touchPitch: false,
			fadeDuration: 0,
			locale: {
				'Map.Title': words.label,
				'NavigationControl.ZoomIn': words.zoomIn,
				'NavigationControl.ZoomOut': words.zoomOut,
				'Popup.Close': words.close,
				'CooperativeGesturesHandler.WindowsHelpText': words.keys,
				'CooperativeGesturesHandler.MacHelpText': words.keys,
				'CooperativeGesturesHandler.MobileHelpText': words.keys,
			},
		});
		this.#map = map;
		map.touchZoomRotate.disableRotation();
		map.keyboard.disableRotation();
		map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
		map.getCanvas().setAttribute('aria-label', words.label);
		// A tile that is missing is no reason to take the map away; a context that cannot be made is.
		map.on('error', (event) => {
			if (/webgl/i.test(event.error?.message ?? '')) this.classList.remove('moving');
		});
		map.on('load', () => {
			// On a busy device the box may have changed between being measured and being drawn.
			const canvas = map.getCanvas();
			if (canvas.clientWidth !== box.clientWidth || canvas.clientHeight !== box.clientHeight) {
				map.resize();
				if (view && 'bounds' in view) map.fitBounds(unrolled(view.bounds), { ...fit, animate: false });
			}
			this.dataset.ready = '';
			this.dispatchEvent(new CustomEvent('veche:map', { bubbles: true }));
		});
		document.addEventListener('veche:look', this.#again);
		this.#dark.addEventListener('change', this.#again);
		if (given.pick) this.#pick(map, words);
		this.#open(map, given);
		this.#cells(map, given);
	}

	/** A press on a thing tells its name and leads to it; a press on a circle of many comes nearer. */
	#open(map: MapLibre, given: Given): void {
		const ours = () =>
			map
				.getStyle()
				.layers.map((layer) => layer.id)
				.filter((id) => /-(one|many|fill|cell)$/.test(id) && !id.startsWith('base'));
		map.on('click', async (event: MapMouseEvent) => {
			if (given.pick) return;
			const found = map.queryRenderedFeatures(event.point, { layers: ours() });
			const thing =
				found.find((one) => one.properties.title || one.properties.point_count) ??
				found.find((one) => one.properties.name);
			if (!thing) return;
			if (thing.properties.cluster_id !== undefined) {
				const source = map.getSource(thing.source) as GeoJSONSource;
				const zoom = await source.getClusterExpansionZoom(thing.properties.cluster_id);
				map.easeTo({ center: event.lngLat, zoom: Math.min(zoom, 17) });
				return;
			}
			const { title, name, note, href } = thing.properties as Record<string, string | undefined>;
			const card = document.createElement('div');
			const heading = document.createElement('p');
			heading.className = 'title';
			heading.textContent = title ?? name ?? '';
			card.append(heading);
			if (note) {
				const more = document.createElement('p');
				more.textContent = note;
				card.append(more);
			}
			if (href) {
				const link = document.createElement('a');
				link.href = href;
				link.textContent = given.words.open;
				card.append(link);
			}
			new Popup({ maxWidth: '20rem', offset: 12, focusAfterOpen: true })
				.setLngLat(event.lngLat)
				.setDOMContent(card)
				.addTo(map);
		});
		map.on('mousemove', (event) => {
			const hit =
				!given.pick &&
				map
					.queryRenderedFeatures(event.point, { layers: ours() })
					.some((one) => one.properties.href || one.properties.point_count);
			map.getCanvas().style.cursor = given.pick ? 'crosshair' : hit ? 'pointer' : '';
		});
	}

	/** Cells are asked for what is seen, at the fineness of this zoom. */
	#cells(map: MapLibre, given: Given): void {
		for (const layer of given.layers.filter((one) => one.kind === 'hexagons')) {
			let asked = '';
			let time = layer.time ?? '';
			const ask = async () => {
				const zoom = map.getZoom();
				if (!layer.geojson || zoom < (layer.minZoom ?? 0) || zoom > (layer.maxZoom ?? 24)) return;
				const seen = map.getBounds();
				const grid = 360 / 2 ** Math.floor(zoom);
				const snapped = [
					Math.floor(seen.getWest() / grid) * grid,
					Math.floor(seen.getSouth() / grid) * grid,
					Math.ceil(seen.getEast() / grid) * grid,
					Math.ceil(seen.getNorth() / grid) * grid,
				];
				const address = layer.geojson
					.replace('{time}', time)
					.replace('{z}', String(Math.floor(zoom)))
					.replace('{box}', snapped.map((value) => value.toFixed(4)).join(','));
				if (address === asked) return;
				asked = address;
				const answer = await fetch(address).catch(() => null);
				if (answer?.ok && asked === address)
					(map.getSource(layer.id) as GeoJSONSource | undefined)?.setData(await answer.json());
			};
			map.on('moveend', ask);
			map.on('load', ask);
			const follow = (event: Event) => {
				time = (event as CustomEvent<string>).detail;
				ask();
			};
			document.addEventListener('veche:time', follow);
			map.on('remove', () => document.removeEventListener('veche:time', follow));
		}
	}

	/** Choosing a place: a press, or the arrows and Enter; both fields of the form are written. */
	#pick(map: MapLibre, words: Words): void {
		const lon = this.querySelector<HTMLInputElement>('[data-lon]');
		const lat = this.querySelector<HTMLInputElement>('[data-lat]');
		if (!lon || !lat) return;
		const note = document.createElement('p');
		note.className = 'pick-note';
		note.setAttribute('role', 'status');
		note.textContent = words.here;
		const middle = document.createElement('button');
		middle.type = 'button';
		middle.className = 'button secondary small pick-middle';
		middle.textContent = words.middle;
		const cross = document.createElement('span');
		cross.className = 'pick-cross';
		cross.setAttribute('aria-hidden', 'true');
		this.append(note, middle, cross);
		const mark = () => {
			const source = map.getSource('chosen') as GeoJSONSource | undefined;
			const set = lon.value !== '' && lat.value !== '';
			source?.setData({
				type: 'FeatureCollection',
				features: set
					? [
							{
								type: 'Feature',
								properties: {},
								geometry: { type: 'Point', coordinates: [Number(lon.value), Number(lat.value)] },
							},
						]
					: [],
			});
			note.textContent = set
				? `${words.chosen}: ${Number(lat.value).toFixed(5)}, ${Number(lon.value).toFixed(5)}`
				: words.here;
		};
		const choose = (place: { lng: number; lat: number }) => {
			lon.value = place.lng.toFixed(6);
			lat.value = place.lat.toFixed(6);
			mark();
			lon.dispatchEvent(new Event('change', { bubbles: true }));
			this.dispatchEvent(
				new CustomEvent('veche:place', { bubbles: true, detail: { lon: place.lng, lat: place.lat } }),
			);
		};
		map.on('click', (event) => choose(event.lngLat));
		map.getCanvas().addEventListener('keydown', (event) => {
			if (event.key !== 'Enter') return;
			event.preventDefault();
			choose(map.getCenter());
		});
		middle.addEventListener('click', () => choose(map.getCenter()));
		// Another part of the form has written the place.
		this.addEventListener('veche:go', () => {
			mark();
			map.easeTo({ center: [Number(lon.value), Number(lat.value)], zoom: Math.max(map.getZoom(), 15) });
		});
		map.on('style.load', mark);
		map.on('load', mark);
	}
}

/** MapLibre wants east to be greater than west, also across the 180th meridian. */
function unrolled([west, south, east, north]: readonly [number, number, number, number]): [
	number,
	number,
	number,
	number,
] {
	return [west, south, east < west ? east + 360 : east, north];
}

export function defineMap(): void {
	setWorkerUrl(workerUrl);
	if (!customElements.get('veche-map')) customElements.define('veche-map', VecheMap);
}
