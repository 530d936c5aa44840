import { failure, success, type TradingCall } from '../trading/answer.mts';
import { tradingErrors } from '../trading/errors.mts';
import { textOf } from '../trading/xml.mts';

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetUser.html */
export const getUser: TradingCall = (state) =>
	success({
		User: {
			UserID: state.sellerId,
			Site: 'US',
			Status: 'Confirmed',
			SellerInfo: { SchedulingInfo: {}, StoreOwner: false },
		},
	});

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetUserPreferences.html */
export const getUserPreferences: TradingCall = (state, call) => {
	const asked = textOf(call, 'ShowOutOfStockControlPreference') === 'true';
	return success(asked ? { OutOfStockControlPreference: state.settings.outOfStockControl } : {});
};

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/SetUserPreferences.html */
export const setUserPreferences: TradingCall = (state, call) => {
	const wanted = textOf(call, 'OutOfStockControlPreference');
	if (wanted !== 'true' && wanted !== 'false') return failure(tradingErrors.badInput('OutOfStockControlPreference'));
	state.settings.outOfStockControl = wanted === 'true';
	return success({});
};
