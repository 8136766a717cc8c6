/** The starter dictionary of kinds of place by which the one who answers may differ; an installation adds its own. */
export const starterPlaceKinds: { code: string; names: Record<'ru' | 'en', string> }[] = [
	{ code: 'road', names: { ru: 'Дорога, улица', en: 'Road, street' } },
	{ code: 'pavement', names: { ru: 'Тротуар', en: 'Pavement' } },
	{ code: 'yard', names: { ru: 'Двор', en: 'Yard' } },
	{ code: 'house', names: { ru: 'Многоквартирный дом', en: 'Block of flats' } },
	{ code: 'private-house', names: { ru: 'Частный дом', en: 'Private house' } },
	{ code: 'school', names: { ru: 'Школа', en: 'School' } },
	{ code: 'kindergarten', names: { ru: 'Детский сад', en: 'Kindergarten' } },
	{ code: 'clinic', names: { ru: 'Поликлиника, больница', en: 'Clinic, hospital' } },
	{ code: 'park', names: { ru: 'Парк, сквер', en: 'Park, square' } },
	{ code: 'stop', names: { ru: 'Остановка', en: 'Stop' } },
	{ code: 'water', names: { ru: 'Берег, река, пруд', en: 'Shore, river, pond' } },
	{ code: 'wasteland', names: { ru: 'Пустырь, лес, овраг', en: 'Wasteland, wood, ravine' } },
	{ code: 'public-building', names: { ru: 'Общественное здание', en: 'Public building' } },
	{ code: 'shop', names: { ru: 'Магазин, рынок', en: 'Shop, market' } },
	{ code: 'cemetery', names: { ru: 'Кладбище', en: 'Cemetery' } },
];
