# Words of the desk, Thai: log. Origin: the project. Licence: MIT OR Apache-2.0.
log-title = ประวัติ
log-count = { $n } รายการ ไม่มีสิ่งใดถูกเขียนทับ
verify = ตรวจสอบเดี๋ยวนี้
verify-hint = ตรวจลายเซ็นและค่าแฮชทั้งหมด และอ่านต้นฉบับทุกฉบับอีกครั้ง
verified-whole = ทุกอย่างสมบูรณ์
verified-what = ตรวจแล้ว { $n } รายการ และต้นฉบับ { $all } ฉบับ
verified-damaged = มีบางอย่างเสียหาย:
earlier = รายการก่อนหน้า

entry-1 = ก่อตั้งคดี
entry-2 = ลงทะเบียนเอกสาร
entry-3 = อ่านเอกสาร
entry-4 = การตัดสิน
entry-5 = ค้นหาบุคคล
entry-6 = ส่งออก
entry-7 = เพิ่มสมาชิก
entry-8 = นำสมาชิกออก
entry-9 = ยกเลิก
entry-10 = เห็นประวัติอื่น
entry-11 = ความยินยอม
entry-12 = ลบเนื้อหา
entry-13 = ประทับเวลา
entry-14 = สำเนาเพื่อทำงาน
entry-15 = การดำเนินการ
entry-16 = สิ่งที่ส่งเข้ามา
entry-17 = นำเข้าตาราง
