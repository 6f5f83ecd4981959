import { arrivalStages } from './order-arrival';
import { dispatchStages } from './order-dispatch';

/**
 * Stages 4–9 of the order form: one journey of goods from the invoice to the dealer's door. Goods still owed travel
 * through them again, as a further shipment.
 */
export const orderShipment = [...dispatchStages, ...arrivalStages] as const;
