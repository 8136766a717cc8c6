import type { SetCategory } from '../set.ts';
import { decisions } from './checklists.ts';

export const land: SetCategory = {
	code: 'land',
	ru: ['Земля и стройка', 'Стройки, участки, вывески, имущество'],
	en: ['Land and building', 'Building sites, plots, signboards, property'],
	answer: '20 working-days',
	reaction: '3 working-days',
	routeAt: 0.8,
	checklist: decisions,
	below: [
		{
			code: 'land.building',
			ru: ['Стройка', 'Шум, грязь, опасная площадка, долгострой'],
			en: ['Building site', 'Noise, dirt, unsafe site, unfinished building'],
			answer: '10 working-days',
			words: {
				ru: 'стройка, строительство, застройщик, котлован, долгострой, кран, забор стройки, реконструкция, дольщики',
				en: 'building site, construction, developer, crane, unfinished building',
			},
		},
		{
			code: 'land.unauthorised',
			ru: ['Строят без разрешения', 'Самострой, захват земли, забор на чужом'],
			en: ['Building without a permit', 'Unauthorised building, seized land, fence on others’ land'],
			shownTo: 'nameless',
			words: {
				ru: 'строят без разрешения, самострой, самозахват, захват земли, снос, гараж незаконно, забор на чужой земле',
				en: 'without a permit, unauthorised building, seized land, demolition',
			},
		},
		{
			code: 'land.plots',
			ru: ['Участок и документы', 'Межевание, аренда, предоставление участка'],
			en: ['Plot and papers', 'Survey, lease, grant of a plot'],
			shownTo: 'authority',
			words: {
				ru: 'земельный участок, межевание, аренда земли, кадастр, кадастровый, собственность, росреестр, ижс, границы участка, приватизация, выделить участок',
				en: 'plot, survey, lease, cadastre, land registry, ownership, boundary of a plot',
			},
		},
		{
			code: 'land.addresses',
			ru: ['Адреса и таблички', 'Присвоить адрес, нет номера дома, название улицы'],
			en: ['Addresses and plates', 'Give an address, no house number, name of a street'],
			answer: '10 working-days',
			words: {
				ru: 'присвоить адрес, табличка с адресом, номер дома, название улицы',
				en: 'address of a house, house number, name of a street',
			},
		},
		{
			code: 'land.facades',
			ru: ['Вывески, реклама, фасады', 'Незаконная реклама, граффити, облик зданий'],
			en: ['Signboards, advertising, fronts', 'Illegal advertising, graffiti, look of buildings'],
			answer: '10 working-days',
			words: {
				ru: 'реклама, вывеска, баннер, граффити, расклейка объявлений, фасад здания',
				en: 'advertising, signboard, banner, graffiti, posters',
			},
		},
		{
			code: 'land.property',
			ru: ['Городское имущество', 'Аренда помещений, заброшенное здание'],
			en: ['Municipal property', 'Lease of premises, abandoned building'],
			words: {
				ru: 'заброшенное здание, муниципальное имущество, аренда помещения, бесхозный, руины',
				en: 'abandoned building, municipal property, lease of premises',
			},
		},
	],
};
