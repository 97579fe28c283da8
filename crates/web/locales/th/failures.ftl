# Words of the desk, Thai: failures. Origin: the project. Licence: MIT OR Apache-2.0.
failure-stranger = หน้านี้ปิดอยู่
hint-failure-stranger = แต่ละลิงก์เปิดโต๊ะทำงานได้ครั้งเดียว หากต้องการลิงก์ใหม่ ให้กด Enter ในที่ที่ `saksi serve` ทำงานอยู่
failure-forged = แบบฟอร์มนี้ไม่ได้มาจากโต๊ะทำงาน
hint-failure-forged = ไม่มีสิ่งใดเปลี่ยนแปลง เปิดหน้านี้ใหม่แล้วทำซ้ำ
failure-unfit = แบบฟอร์มไม่ครบถ้วน
hint-failure-unfit = ไม่มีสิ่งใดเปลี่ยนแปลง กลับไปกรอกส่วนที่ขาด
failure-missing = ไม่มีหน้านี้
hint-failure-missing = เมนูด้านบนนำไปยังทุกหน้า
failure-locked = คดีถูกล็อก
hint-failure-locked = กุญแจถูกลืมแล้ว เรียก `saksi serve` อีกครั้งและใส่วลีรหัสผ่าน
failure-not-found = สิ่งนี้ไม่อยู่ในคดี
hint-failure-not-found = อาจถูกนำออกแล้ว หรือที่อยู่ไม่ครบ
failure-refused = ไม่ได้ดำเนินการ
hint-failure-refused = ไม่มีสิ่งใดเปลี่ยนแปลง
failure-broken = เกิดข้อผิดพลาดในโปรแกรม
hint-failure-broken = สิ่งที่ยืนยันแล้วปลอดภัย โปรดรายงานสิ่งที่คุณทำ
back-to-inbox = ไปที่กล่องเข้า
