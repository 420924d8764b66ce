/** Who brings parcels, by what the shop calls them; the number of a parcel goes where {} is. */
const PAGES = {
  canada_post: ["Canada Post", "https://www.canadapost-postescanada.ca/track-reperage/en#/details/{}"],
  dhl: ["DHL", "https://www.dhl.com/global-en/home/tracking.html?tracking-id={}"],
  dpd: ["DPD", "https://tracking.dpd.de/parcelstatus?query={}"],
  fedex: ["FedEx", "https://www.fedex.com/fedextrack/?trknbr={}"],
  gls: ["GLS", "https://gls-group.com/track/{}"],
  royal_mail: ["Royal Mail", "https://www.royalmail.com/track-your-item#/tracking-results/{}"],
  ups: ["UPS", "https://www.ups.com/track?tracknum={}"],
  usps: ["USPS", "https://tools.usps.com/go/TrackConfirmAction?tLabels={}"],
} as const;
type Carrier = keyof typeof PAGES;

export const CARRIERS = Object.keys(PAGES) as [Carrier, ...Carrier[]];
const isCarrier = (text: string): text is Carrier => Object.hasOwn(PAGES, text);

export const carrierName = (carrier: string) => (isCarrier(carrier) ? PAGES[carrier][0] : "");
/** Where a carrier says where a parcel is; blank when either is not known. */
export const trackingUrl = (carrier: string, number: string) =>
  number !== "" && isCarrier(carrier) ? PAGES[carrier][1].replace("{}", encodeURIComponent(number)) : "";
