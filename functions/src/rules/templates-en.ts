import type { TemplateWords } from './templates';

// Plain letters only: one typographic quote would make the whole SMS UCS-2 and more than double its price.

/** English. */
export const templatesEn: TemplateWords = {
  greeting: '[Dear {recipient},]',
  sms: {
    'order-registered': {
      dealer: 'We have your order, no. {number}. We will write again when your payment has arrived.',
      'sales-manager': 'We have an order from {dealer}, no. {number}.',
    },
    'payment-confirmed': {
      dealer:
        'Your payment of CNY {amount} for order {number} arrived on {payment date}. We will write again when the goods have left.',
      'sales-manager': 'CNY {amount} for order {number} of {dealer} arrived on {payment date}.',
    },
    'goods-shipped': {
      dealer:
        'Your order {number} has left: delivery note {delivery note}, qty {quantity}[, {transport}], expected {expected arrival}.[ To follow: {owed}.][ Help: {service phone}.][ {how to reply}]',
      'sales-manager':
        'Order {number} of {dealer} has left: delivery note {delivery note}, qty {quantity}[, {transport}], expected {expected arrival}.[ To follow: {owed}.]',
    },
    'receipt-good': {
      dealer: 'Your order {number} arrived on {arrival time} {condition}. Thank you!',
      'sales-manager': 'Order {number} of {dealer} arrived on {arrival time} {condition}.',
    },
    'receipt-problem': {
      dealer:
        'Your order {number} arrived on {arrival time}. We have noted the problem[ ({condition})] and will contact you soon.',
      'sales-manager':
        'Order {number} of {dealer} arrived on {arrival time}. The dealer reports a problem[ ({condition})], please follow up.',
    },
  },
  subject: {
    'order-registered': 'Order received: {number}',
    'payment-confirmed': 'Payment received: {number}',
    'goods-shipped': 'Goods on their way: order {number}',
    'receipt-good': 'Delivery confirmed: order {number}',
    'receipt-problem': 'Delivery problem noted: order {number}',
  },
  openings: {
    'goods-shipped': {
      dealer: 'Your order {number} has left our warehouse.',
      'sales-manager': 'Order {number} of {dealer} has left our warehouse.',
    },
  },
  details: {
    'order-registered': ['[Goods ordered: {goods ordered}]'],
    'payment-confirmed': ['[Bank: {bank}]', 'Amount: CNY {amount}'],
    'goods-shipped': [
      '[Delivery note: {delivery note}]',
      '[Quantity: {quantity} pcs]',
      '[Transport: {transport mode}]',
      '[Driver: {driver}]',
      '[Carrier: {carrier}]',
      '[Phone: {phone}]',
      '[Expected: {expected arrival}]',
      'Still to follow: {owed}',
    ],
    'receipt-good': ['[Arrived: {arrival time}]', '[Notes: {notes}]'],
    'receipt-problem': ['[Arrived: {arrival time}]', '[Notes: {notes}]'],
  },
  refusing: '[ {how to refuse}]',
  question: '[If you have any questions, please call {service phone}.]',
};
